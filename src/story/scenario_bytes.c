#include "story/scenario_bytes.h"

#include <stdint.h>

/* Length of the character at text, and its code; 0 for bytes that are no UTF-8 (RFC 3629: no
 * overlong forms, no surrogates, nothing above U+10FFFF). */
static size_t decode(const unsigned char *text, size_t length, uint32_t *code)
{
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size = text[0] < 0x80             ? 1
                  : (text[0] & 0xE0) == 0xC0 ? 2
                  : (text[0] & 0xF0) == 0xE0 ? 3
                  : (text[0] & 0xF8) == 0xF0 ? 4
                                             : 0;
    if (!size || size > length)
        return 0;
    *code = size == 1 ? text[0] : text[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (text[i] & 0x3Fu);
    }
    if (*code < LEAST[size] || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000))
        return 0;
    return size;
}

/* What a YAML stream may hold (YAML 1.2, 5.1), with the byte order mark at the very start only. */
static bool allowed(uint32_t code, size_t at)
{
    if (code == '\t' || code == '\n' || code == '\r' || code == 0x85)
        return true;
    if (code == 0xFEFF)
        return at == 0;
    return code >= 0x20 && !(code >= 0x7F && code < 0xA0) && code != 0xFFFE && code != 0xFFFF;
}

void scenario_bytes(char *text, size_t length, struct findings *findings)
{
    unsigned line = 1, told = 0;
    for (size_t i = 0; i < length;) {
        uint32_t code = 0;
        size_t size = decode((const unsigned char *)text + i, length - i, &code);
        bool good = size && allowed(code, i);
        if (!good && told != line) {
            if (size)
                findings_add(findings, ERROR_SCENARIO_BYTES, line,
                             "a control character (U+%04X) stands on this line; expected plain "
                             "text; remove it",
                             (unsigned)code);
            else
                findings_add(findings, ERROR_SCENARIO_BYTES, line,
                             "the byte 0x%02X on this line is not UTF-8; expected text in UTF-8; "
                             "save the file in that encoding",
                             (unsigned)(unsigned char)text[i]);
            told = line;
        }
        size = size ? size : 1;
        for (size_t k = 0; k < size && !good; k++)
            text[i + k] = '?';
        line += text[i] == '\n';
        i += size;
    }
}
