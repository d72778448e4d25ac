/* xml.h - bytes of XML into a tree of elements with places. Below the pure line: it stands on expat. Codes T030, T037. */
#ifndef TDM_XML_H
#define TDM_XML_H

#include "network/network.h"

#define TDM_XML_DEPTH_MAX 32

/* Comments and processing instructions are passed by; a document type, and with it every entity of its own, is refused. */
bool tdm_xml_read(struct tdm_arena *mem, tdm_str file, tdm_str text, const struct tdm_xml **out,
                  struct tdm_problem *problem) TDM_CHECKED;

#endif
