/* 64 bytes as bit masks, bit i for byte i: plainly, with SSE2, with AVX2. */
#ifndef MERIT_INTERP_EVENT_CSV_BLOCK_H
#define MERIT_INTERP_EVENT_CSV_BLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

enum { BLOCK = 64 };

typedef struct Block {
    uint64_t quote, separator, line, cr;
    uint64_t parity; /* whether the number of quotes up to and with the byte is odd */
    uint64_t high;   /* bytes that are not ASCII */
    bool has_nul;
} Block;
typedef Block BlockReader(const char *at, char separator);

/* For blocks with bytes that are not ASCII. */
typedef struct Utf8Block {
    uint64_t high;
    uint64_t continuation; /* 80..BF */
    uint64_t lead3;        /* E0..FF */
    bool is_rare;          /* C0 C1 E0 ED F0..FF: rules of their own */
} Utf8Block;
typedef Utf8Block Utf8Reader(const char *at);

static inline uint64_t parity(uint64_t quotes)
{
    for (unsigned shift = 1; shift < BLOCK; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

static inline Block block_plain(const char *at, char separator)
{
    Block block = {0};
    for (int i = 0; i < BLOCK; i++) {
        char c = at[i];
        block.quote |= (uint64_t)(c == '"') << i;
        block.separator |= (uint64_t)(c == separator) << i;
        block.line |= (uint64_t)(c == '\n') << i;
        block.cr |= (uint64_t)(c == '\r') << i;
        block.high |= (uint64_t)((unsigned char)c >> 7) << i;
        block.has_nul = block.has_nul || c == 0;
    }
    block.parity = parity(block.quote);
    return block;
}

static inline Utf8Block utf8_plain(const char *at)
{
    Utf8Block block = {0};
    for (int i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)at[i];
        block.high |= (uint64_t)(c >> 7) << i;
        block.continuation |= (uint64_t)(c >= 0x80 && c < 0xC0) << i;
        block.lead3 |= (uint64_t)(c >= 0xE0) << i;
        block.is_rare = block.is_rare || (c & 0xFE) == 0xC0 || c == 0xE0 || c == 0xED || c >= 0xF0;
    }
    return block;
}

#ifdef __SSE2__

static inline __m128i sse2_load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

static inline uint64_t sse2_bits(__m128i mask, int part)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(mask) << (16 * part);
}

static inline Block block_sse2(const char *at, char separator)
{
    const __m128i quote = _mm_set1_epi8('"'), line = _mm_set1_epi8('\n');
    const __m128i between = _mm_set1_epi8(separator), cr = _mm_set1_epi8('\r');
    Block block = {0};
    __m128i least = _mm_set1_epi8(-1);
    for (int i = 0; i < 4; i++) {
        __m128i bytes = sse2_load(at + 16 * i);
        block.quote |= sse2_bits(_mm_cmpeq_epi8(bytes, quote), i);
        block.separator |= sse2_bits(_mm_cmpeq_epi8(bytes, between), i);
        block.line |= sse2_bits(_mm_cmpeq_epi8(bytes, line), i);
        block.cr |= sse2_bits(_mm_cmpeq_epi8(bytes, cr), i);
        block.high |= sse2_bits(bytes, i);
        least = _mm_min_epu8(least, bytes);
    }
    block.parity = parity(block.quote);
    block.has_nul = _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0;
    return block;
}

static inline Utf8Block utf8_sse2(const char *at)
{
    Utf8Block block = {0};
    __m128i rare = _mm_setzero_si128();
    for (int i = 0; i < 4; i++) {
        __m128i bytes = sse2_load(at + 16 * i);
        __m128i lead3 = _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8((char)0xE0)), bytes);
        __m128i lead4 = _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8((char)0xF0)), bytes);
        __m128i even = _mm_and_si128(bytes, _mm_set1_epi8((char)0xFE));
        block.high |= sse2_bits(bytes, i);
        block.continuation |= sse2_bits(_mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0)), i);
        block.lead3 |= sse2_bits(lead3, i);
        rare = _mm_or_si128(rare, _mm_cmpeq_epi8(even, _mm_set1_epi8((char)0xC0)));
        rare = _mm_or_si128(rare, _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE0)));
        rare = _mm_or_si128(rare, _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xED)));
        rare = _mm_or_si128(rare, lead4);
    }
    block.is_rare = _mm_movemask_epi8(rare) != 0;
    return block;
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt,pclmul")))

static inline AVX2 __m256i avx2_load(const char *at)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

static inline AVX2 uint64_t avx2_bits(__m256i mask, int part)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(mask) << (32 * part);
}

static inline AVX2 Block block_avx2(const char *at, char separator)
{
    const __m256i quote = _mm256_set1_epi8('"'), line = _mm256_set1_epi8('\n');
    const __m256i between = _mm256_set1_epi8(separator), cr = _mm256_set1_epi8('\r');
    __m256i low = avx2_load(at), high = avx2_load(at + 32);
    __m256i least = _mm256_cmpeq_epi8(_mm256_min_epu8(low, high), _mm256_setzero_si256());
    Block block = {0};
    block.quote =
        avx2_bits(_mm256_cmpeq_epi8(low, quote), 0) | avx2_bits(_mm256_cmpeq_epi8(high, quote), 1);
    block.separator = avx2_bits(_mm256_cmpeq_epi8(low, between), 0) |
                      avx2_bits(_mm256_cmpeq_epi8(high, between), 1);
    block.line =
        avx2_bits(_mm256_cmpeq_epi8(low, line), 0) | avx2_bits(_mm256_cmpeq_epi8(high, line), 1);
    block.cr = avx2_bits(_mm256_cmpeq_epi8(low, cr), 0) | avx2_bits(_mm256_cmpeq_epi8(high, cr), 1);
    block.high = avx2_bits(low, 0) | avx2_bits(high, 1);
    /* Multiplying by ones without carry adds up the bits below each bit. */
    __m128i sums =
        _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)block.quote), _mm_set1_epi8(-1), 0);
    block.parity = (uint64_t)_mm_cvtsi128_si64(sums);
    block.has_nul = _mm256_movemask_epi8(least) != 0;
    return block;
}

static inline AVX2 Utf8Block utf8_avx2(const char *at)
{
    Utf8Block block = {0};
    __m256i rare = _mm256_setzero_si256();
    for (int i = 0; i < 2; i++) {
        __m256i bytes = avx2_load(at + 32 * i);
        __m256i lead3 =
            _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, _mm256_set1_epi8((char)0xE0)), bytes);
        __m256i lead4 =
            _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, _mm256_set1_epi8((char)0xF0)), bytes);
        __m256i even = _mm256_and_si256(bytes, _mm256_set1_epi8((char)0xFE));
        block.high |= avx2_bits(bytes, i);
        block.continuation |= avx2_bits(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), bytes), i);
        block.lead3 |= avx2_bits(lead3, i);
        rare = _mm256_or_si256(rare, _mm256_cmpeq_epi8(even, _mm256_set1_epi8((char)0xC0)));
        rare = _mm256_or_si256(rare, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)0xE0)));
        rare = _mm256_or_si256(rare, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)0xED)));
        rare = _mm256_or_si256(rare, lead4);
    }
    block.is_rare = _mm256_movemask_epi8(rare) != 0;
    return block;
}

#endif
#endif
