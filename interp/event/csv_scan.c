/* The fast reading of CSV: 64 bytes at a time as bit masks. */
#include "interp/event/csv_scan.h"

#include "interp/event/csv_block.h"

/* What one block hands on to the next. */
typedef struct Carry {
    uint64_t inside;       /* all ones within quotes */
    uint64_t may_open;     /* bit 0: a quote may open here */
    uint64_t closed;       /* bit 0: the byte before closed a quote */
    uint64_t returned;     /* bit 0: the byte before was a CR outside quotes */
    uint64_t continuation; /* low bits: bytes that must continue a UTF-8 sequence */
    bool is_odd;           /* quotes or NUL */
    bool is_bad_utf8;      /* unless there are rare sequences, which need a look by code points */
    bool is_rare_utf8;
} Carry;

static inline bool is_crlf(const char *at)
{
    return at[0] == '\r' && at[1] == '\n';
}

/* Bytes that follow a closing quote and are neither separator, line end nor quote: fine only
 * when they are the CR of a line end. */
static inline bool are_line_ends(const char *at, uint64_t bytes)
{
    for (; bytes; bytes &= bytes - 1)
        if (!is_crlf(at + __builtin_ctzll(bytes)))
            return false;
    return true;
}

/* Separators and line ends outside quotes. */
static inline uint64_t block_ends(const Block *block, const char *at, uint64_t exists, Carry *carry)
{
    uint64_t inside = block->parity ^ carry->inside;
    uint64_t ends = (block->separator | block->line) & ~inside;
    uint64_t opening = block->quote & inside, closing = block->quote & ~inside;
    uint64_t may_open = ends | block->quote;
    uint64_t misplaced = opening & ~(may_open << 1 | carry->may_open);
    uint64_t behind = (closing << 1 | carry->closed) & exists & ~may_open;
    if (__builtin_expect((misplaced | behind) != 0, 0))
        carry->is_odd = carry->is_odd || misplaced || !are_line_ends(at, behind);
    /* The last byte's CR is judged with the byte that follows it. */
    uint64_t returns = block->cr & ~inside;
    uint64_t lone = ((returns & exists >> 1) << 1 | carry->returned) & ~block->line;
    carry->is_odd = carry->is_odd || lone;
    carry->returned = returns >> 63;
    carry->inside = (uint64_t)((int64_t)inside >> 63);
    carry->may_open = may_open >> 63;
    carry->closed = closing >> 63;
    return ends;
}

/* Every lead byte is followed by as many continuation bytes as it asks for, and by no more. */
static inline void check_utf8(const Utf8Block *block, uint64_t exists, Carry *carry)
{
    uint64_t lead = block->high & ~block->continuation;
    uint64_t expected = lead << 1 | block->lead3 << 2 | carry->continuation;
    carry->is_rare_utf8 = carry->is_rare_utf8 || block->is_rare;
    carry->is_bad_utf8 = carry->is_bad_utf8 || ((expected ^ block->continuation) & exists) != 0;
    carry->continuation = lead >> 63 | block->lead3 >> 62;
}

/* Offsets of the mask's bits, eight at a time: some more may be written than counted. */
static inline size_t write_ends(uint32_t *out, uint64_t ends, size_t offset)
{
    size_t count = (size_t)__builtin_popcountll(ends);
    const uint64_t top = (uint64_t)1 << 63;
    for (size_t i = 0; i < count; i += 8)
        for (size_t k = 0; k < 8; k++) {
            out[i + k] = (uint32_t)(offset + (size_t)__builtin_ctzll(ends | top));
            ends &= ends - 1;
        }
    return count;
}

static bool is_bad(const Carry *carry, const char *at, size_t size)
{
    if (carry->is_odd)
        return true;
    return carry->is_rare_utf8 ? utf8_invalid((Text){at, size}) != SIZE_MAX : carry->is_bad_utf8;
}

static inline __attribute__((always_inline)) CsvScan scan_with(const char *at, size_t size,
                                                               char separator, uint32_t *ends,
                                                               BlockReader *read_block,
                                                               Utf8Reader *read_utf8)
{
    Carry carry = {.may_open = 1};
    size_t count = 0, rows = 0;
    char rest[BLOCK];
    for (size_t offset = 0; offset < size; offset += BLOCK) {
        const char *bytes = at + offset;
        uint64_t exists = ~(uint64_t)0;
        if (__builtin_expect(size - offset < BLOCK, 0)) {
            exists = ((uint64_t)1 << (size - offset)) - 1;
            memset(rest, ' ', BLOCK);
            bytes = memcpy(rest, bytes, size - offset);
        }
        Block block = read_block(bytes, separator);
        carry.is_odd = carry.is_odd || block.has_nul;
        uint64_t found = block_ends(&block, at + offset, exists, &carry);
        if (block.high || carry.continuation) {
            Utf8Block utf8 = read_utf8(bytes);
            check_utf8(&utf8, exists, &carry);
        }
        rows += (size_t)__builtin_popcountll(found & block.line);
        count += write_ends(ends + count, found, offset);
    }
    while (count > 0 && at[ends[count - 1]] != '\n')
        count--;
    size_t whole = count ? (size_t)ends[count - 1] + 1 : 0;
    return (CsvScan){count, rows, is_bad(&carry, at, whole)};
}

CsvScan csv_scan_plain(const char *at, size_t size, char separator, uint32_t *ends)
{
    return scan_with(at, size, separator, ends, block_plain, utf8_plain);
}

#ifdef __SSE2__

CsvScan csv_scan_sse2(const char *at, size_t size, char separator, uint32_t *ends)
{
    return scan_with(at, size, separator, ends, block_sse2, utf8_sse2);
}

AVX2 CsvScan csv_scan_avx2(const char *at, size_t size, char separator, uint32_t *ends)
{
    return scan_with(at, size, separator, ends, block_avx2, utf8_avx2);
}

CsvScan csv_scan(const char *at, size_t size, char separator, uint32_t *ends)
{
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul"))
        return csv_scan_avx2(at, size, separator, ends);
    return csv_scan_sse2(at, size, separator, ends);
}

#else

CsvScan csv_scan(const char *at, size_t size, char separator, uint32_t *ends)
{
    return csv_scan_plain(at, size, separator, ends);
}

#endif
