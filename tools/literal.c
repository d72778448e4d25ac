/* literal.c - build-time generator: one text file as a constant string of C, for rooms that must not read files.
 *
 *   literal NAME FILE OUTPUT.h      writes: static const char NAME[] = "..."; */
#include <stdio.h>

int main(int count, char **words) {
    if (count != 4) return 2;
    FILE *in = fopen(words[2], "rb"), *out = fopen(words[3], "wb");
    if (in == NULL || out == NULL) return 1;
    fprintf(out, "static const char %s[] =\n    \"", words[1]);
    int last = 0;
    for (int byte = fgetc(in); byte != EOF; byte = fgetc(in)) {
        if (last == '\n') fputs("\"\n    \"", out);
        if (byte < ' ' || byte > '~' || byte == '"' || byte == '\\' || byte == '?')
            fprintf(out, "\\%03o", (unsigned)byte);
        else
            fputc(byte, out);
        last = byte;
    }
    fputs("\";\n", out);
    return ferror(in) != 0 || fclose(out) != 0;
}
