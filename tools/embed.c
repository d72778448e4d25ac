/* embed.c - build-time generator: data files into one C file of string literals.
 *
 *   embed OUTPUT.c FOLDER NAME...      each NAME is a path below FOLDER, or NAME=PATH; the table is sorted by NAME
 *
 * String literals and not lists of numbers: the compiler reads 1 MB of them in a tenth of a second, numbers take ten
 * times that. Same files, same bytes: no date, no absolute path, no order but that of the names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void give_up(const char *what, const char *which) {
    fprintf(stderr, "embed: %s %s\n", what, which);
    exit(1);
}

/* Insertion sort: a few dozen names, and the order is the same with every C library. */
static void sort_names(char **names, int count) {
    for (int i = 1; i < count; i++) {
        char *name = names[i];
        int at = i;
        for (; at > 0 && strcmp(names[at - 1], name) > 0; at--) names[at] = names[at - 1];
        names[at] = name;
    }
}

static void put_byte(FILE *out, int byte) {
    /* '?' too: "??=" would be a trigraph. Three octal digits always, so that a digit after it stays a digit. */
    if (byte < ' ' || byte > '~' || byte == '"' || byte == '\\' || byte == '?')
        fprintf(out, "\\%03o", (unsigned)byte);
    else
        fputc(byte, out);
}

/* Writes the literal of one file, a source line for each of its lines; gives the number of bytes. */
static size_t put_file(FILE *out, FILE *in) {
    size_t bytes = 0, column = 0;
    fputs("    \"", out);
    for (int byte = fgetc(in); byte != EOF; byte = fgetc(in)) {
        if (column == 0 && bytes > 0) fputs("\"\n    \"", out);
        put_byte(out, byte);
        bytes++;
        column = byte == '\n' || column >= 100 ? 0 : column + 1;
    }
    fputs("\"", out);
    return bytes;
}

/* Writes one file and cuts its path off the name. */
static void put_entry(FILE *out, const char *folder, char *name, int index, size_t *length) {
    size_t room = strlen(folder) + strlen(name) + 2;
    char *path = malloc(room), *equals = strchr(name, '=');
    if (path == NULL) give_up("no memory for", name);
    if (equals == NULL)
        snprintf(path, room, "%s/%s", folder, name);
    else
        snprintf(path, room, "%s", equals + 1);
    if (equals != NULL) *equals = '\0';
    FILE *in = fopen(path, "rb");
    if (in == NULL) give_up("cannot open", path);
    fprintf(out, "static const char bytes_%d[] =\n", index);
    *length = put_file(out, in);
    fputs(";\n\n", out);
    if (ferror(in)) give_up("cannot read", path);
    fclose(in);
    free(path);
}

static void put_table(FILE *out, char **names, const size_t *lengths, int count) {
    fputs("const struct tdm_embedded tdm_embedded_table[] = {\n", out);
    for (int i = 0; i < count; i++) {
        fputs("    {{\"", out);
        for (const char *c = names[i]; *c != '\0'; c++) put_byte(out, (unsigned char)*c);
        fprintf(out, "\", %zu}, {bytes_%d, %zu}},\n", strlen(names[i]), i, lengths[i]);
    }
    fputs("    {{\"\", 0}, {\"\", 0}}, /* C has no empty array */\n};\n", out);
    fprintf(out, "const size_t tdm_embedded_table_count = %d;\n", count);
}

int main(int argc, char **argv) {
    if (argc < 3) give_up("usage:", "embed OUTPUT.c FOLDER NAME...");
    char **names = argv + 3;
    int count = argc - 3;
    sort_names(names, count);
    size_t *lengths = calloc((size_t)count + 1, sizeof *lengths);
    if (lengths == NULL) give_up("no memory for", "the table");
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL) give_up("cannot write", argv[1]);
    fputs("/* Made by tools/embed.c from the files of data/. */\n#include \"system/embedded_int.h\"\n\n", out);
    for (int i = 0; i < count; i++) put_entry(out, argv[2], names[i], i, &lengths[i]);
    put_table(out, names, lengths, count);
    if (ferror(out) || fclose(out) != 0) give_up("cannot write", argv[1]);
    free(lengths);
    return 0;
}
