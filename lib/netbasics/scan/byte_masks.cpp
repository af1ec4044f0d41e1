#include "netbasics/scan/byte_masks.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace netbasics::scan {

void portable_masks(char const* text, std::size_t groups, byte_masks* masks)
{
    for (std::size_t g = 0; g < groups; ++g, text += 64) {
        byte_masks m;
        for (unsigned i = 0; i < 64; ++i) {
            auto const c = static_cast<unsigned char>(text[i]);
            m.digit |= std::uint64_t{static_cast<unsigned char>(c - '0') <= 9} << i;
            m.dot |= std::uint64_t{c == '.'} << i;
            m.colon |= std::uint64_t{c == ':'} << i;
        }
        masks[g] = m;
    }
}

#if defined(__x86_64__)

namespace {

// The move masks of the parts of a group, put side by side.
template <unsigned Width>
constexpr std::uint64_t at_part(int mask, unsigned part) noexcept
{
    return std::uint64_t{static_cast<std::uint32_t>(mask)} << (Width * part);
}

}  // namespace

void sse2_masks(char const* text, std::size_t groups, byte_masks* masks)
{
    auto const zero = _mm_set1_epi8('0');
    auto const nine = _mm_set1_epi8(9);
    auto const dot = _mm_set1_epi8('.');
    auto const colon = _mm_set1_epi8(':');
    for (std::size_t g = 0; g < groups; ++g) {
        byte_masks m;
        for (unsigned part = 0; part < 4; ++part, text += 16) {
            auto const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(text));
            auto const above_zero = _mm_sub_epi8(bytes, zero);
            auto const is_digit = _mm_cmpeq_epi8(_mm_min_epu8(above_zero, nine), above_zero);
            m.digit |= at_part<16>(_mm_movemask_epi8(is_digit), part);
            m.dot |= at_part<16>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, dot)), part);
            m.colon |= at_part<16>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, colon)), part);
        }
        masks[g] = m;
    }
}

__attribute__((target("avx2"))) void avx2_masks(char const* text, std::size_t groups, byte_masks* masks)
{
    auto const zero = _mm256_set1_epi8('0');
    auto const nine = _mm256_set1_epi8(9);
    auto const dot = _mm256_set1_epi8('.');
    auto const colon = _mm256_set1_epi8(':');
    for (std::size_t g = 0; g < groups; ++g) {
        byte_masks m;
        for (unsigned part = 0; part < 2; ++part, text += 32) {
            auto const bytes = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(text));
            auto const above_zero = _mm256_sub_epi8(bytes, zero);
            auto const is_digit = _mm256_cmpeq_epi8(_mm256_min_epu8(above_zero, nine), above_zero);
            m.digit |= at_part<32>(_mm256_movemask_epi8(is_digit), part);
            m.dot |= at_part<32>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, dot)), part);
            m.colon |= at_part<32>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, colon)), part);
        }
        masks[g] = m;
    }
}

bool has_avx2() noexcept { return __builtin_cpu_supports("avx2"); }

mask_function best_mask_function() noexcept { return has_avx2() ? avx2_masks : sse2_masks; }

#else

mask_function best_mask_function() noexcept { return portable_masks; }

#endif

}  // namespace netbasics::scan
