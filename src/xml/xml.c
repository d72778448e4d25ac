/* xml.c - expat's events into a tree in an arena. */
#include "xml/xml.h"

#include <expat.h>
#include <string.h>

struct open_element {
    struct tdm_xml *element;
    struct tdm_xml *last; /* child */
    struct tdm_buf text;
};
struct xml_reader {
    struct tdm_arena *mem;
    XML_Parser parser;
    tdm_str file;
    struct open_element open[TDM_XML_DEPTH_MAX];
    uint32_t depth;
    struct tdm_xml *root;
    struct tdm_problem *problem;
    bool failed;
};

static struct tdm_place here(const struct xml_reader *r) {
    XML_Size line = XML_GetCurrentLineNumber(r->parser), column = XML_GetCurrentColumnNumber(r->parser);
    return (struct tdm_place){.file = r->file, .line = (uint32_t)line, .column = (uint32_t)column + 1, .length = 1};
}

static void stop(struct xml_reader *r, const char *code, const char *what, const char *fix) {
    if (r->failed) return;
    r->failed = true;
    (void)tdm_fail(r->problem, TDM_WHY_SYNTAX, code, here(r), "%s", what);
    tdm_problem_fix(r->problem, "%s", fix);
    (void)XML_StopParser(r->parser, XML_FALSE);
}

static tdm_str kept(const struct xml_reader *r, const char *text) {
    return tdm_arena_str(r->mem, tdm_str_of(text));
}

static void XMLCALL begins(void *context, const XML_Char *name, const XML_Char **attributes) {
    struct xml_reader *r = context;
    if (r->depth == TDM_XML_DEPTH_MAX) {
        stop(r, "T030", "elements stand more than 32 deep", "give a file in which they do not");
        return;
    }
    struct tdm_xml *element = TDM_NEW(r->mem, struct tdm_xml);
    uint32_t count = 0;
    while (attributes[count * 2] != NULL) count++;
    struct tdm_xml_attribute *kept_attributes = TDM_NEW_ARRAY(r->mem, struct tdm_xml_attribute, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++)
        kept_attributes[i] = (struct tdm_xml_attribute){kept(r, attributes[2 * i]), kept(r, attributes[2 * i + 1])};
    element->name = kept(r, name);
    element->attributes = kept_attributes;
    element->attribute_count = count;
    element->place = here(r);
    if (r->depth == 0) {
        r->root = element;
    } else {
        struct open_element *parent = &r->open[r->depth - 1];
        if (parent->last == NULL)
            parent->element->first = element;
        else
            parent->last->next = element;
        parent->last = element;
    }
    struct open_element *open = &r->open[r->depth++];
    open->element = element;
    open->last = NULL;
    tdm_buf_init(&open->text, r->mem, (size_t)1 << 20);
}

static void XMLCALL ends(void *context, const XML_Char *name) {
    struct xml_reader *r = context;
    (void)name;
    if (r->failed) return;
    struct open_element *open = &r->open[--r->depth];
    open->element->text = tdm_str_trim(tdm_buf_str(&open->text));
}

static void XMLCALL speaks(void *context, const XML_Char *text, int length) {
    struct xml_reader *r = context;
    if (r->depth > 0 && !r->failed) tdm_buf_add(&r->open[r->depth - 1].text, (tdm_str){text, (size_t)length});
}

static void XMLCALL declares(void *context, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id,
                             int has_internal_subset) {
    struct xml_reader *r = context;
    (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
    stop(r, "T037", "a document type is not read", "take the line with `<!DOCTYPE` out");
}

bool tdm_xml_read(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_xml **out,
                  struct tdm_problem *problem) {
    struct xml_reader *r = TDM_NEW(mem, struct xml_reader);
    r->mem = mem;
    r->file = file;
    r->problem = problem;
    r->parser = XML_ParserCreate("UTF-8");
    if (r->parser == NULL) tdm_host_out_of_memory(text.len);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, begins, ends);
    XML_SetCharacterDataHandler(r->parser, speaks);
    XML_SetStartDoctypeDeclHandler(r->parser, declares);
    enum XML_Status status = XML_Parse(r->parser, text.at, (int)text.len, 1);
    if (status != XML_STATUS_OK && !r->failed) {
        r->failed = true;
        (void)tdm_fail(problem, TDM_WHY_SYNTAX, "T030", here(r), "this is no XML: %s",
                       XML_ErrorString(XML_GetErrorCode(r->parser)));
        tdm_problem_fix(problem, "give the file as the tool wrote it, in UTF-8");
    }
    XML_ParserFree(r->parser);
    *out = r->root;
    return !r->failed;
}
