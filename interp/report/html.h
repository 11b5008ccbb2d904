/* Pages for a browser and a printer: one file each, nothing is loaded from elsewhere, no script
 * runs. */
#ifndef MERIT_INTERP_REPORT_HTML_H
#define MERIT_INTERP_REPORT_HTML_H

#include "base/diag.h"
#include "base/output.h"

/* The head and the style of a page. */
void html_begin(Output *out, Text title, Language language);
void html_end(Output *out);
/* A text as text, whatever it holds: markup and control characters are shown, not obeyed. */
void html_text(Output *out, Text text);
/* The same of a text whose control characters are meant, or gone: for XML too. */
void html_escape(Output *out, Text text);
/* <tag>text</tag> and the end of a line. */
void html_element(Output *out, const char *tag, Text text);

#endif
