#ifndef NETBASICS_SCAN_BYTE_MASKS_HPP
#define NETBASICS_SCAN_BYTE_MASKS_HPP

#include <cstddef>
#include <cstdint>

namespace netbasics::scan {

/// Which of 64 bytes are of a kind: bit i stands for byte i.
struct byte_masks {
    std::uint64_t digit = 0;  ///< 0 to 9
    std::uint64_t dot = 0;
    std::uint64_t colon = 0;
};

/// Fills `masks[0]` to `masks[groups - 1]` from groups of 64 bytes.
using mask_function = void (*)(char const* text, std::size_t groups, byte_masks* masks);

/// The best for this processor: AVX2, SSE2, or plain C++.
mask_function best_mask_function() noexcept;

/// Plain C++; what the others are checked against.
void portable_masks(char const* text, std::size_t groups, byte_masks* masks);

#if defined(__x86_64__)
void sse2_masks(char const* text, std::size_t groups, byte_masks* masks);
void avx2_masks(char const* text, std::size_t groups, byte_masks* masks);  ///< where the processor has AVX2
bool has_avx2() noexcept;
#endif

}  // namespace netbasics::scan

#endif
