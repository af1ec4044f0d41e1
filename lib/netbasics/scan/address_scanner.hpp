#ifndef NETBASICS_SCAN_ADDRESS_SCANNER_HPP
#define NETBASICS_SCAN_ADDRESS_SCANNER_HPP

#include "netbasics/ip/address.hpp"
#include "netbasics/scan/byte_masks.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace netbasics::scan {

/// An address in a text, as the bytes from `begin` to `end` write it; a zone behind it is not among them.
struct found_address {
    std::size_t begin = 0;
    std::size_t end = 0;
    ip::address value;
};

/** Finds the addresses in a text that people wrote: `src:10.0.0.1`, `10.0.0.1:443`, `[2001:db8::1]:80`,
   `from 10.0.0.1.`,
    `(fe80::1%eth0)`.

    The rule. An address is a whole word: neither before nor behind it stands a letter, digit or underscore,
    nor a dot with one of those on its other side; so `1.2.3.4.5`, `x10.0.0.1`, `10.0.0.1.example` hold none.
   Any other byte, each byte of a non-ASCII character included, may stand there. It is written as address_v4
   and address_v6 read it: four decimal octets up to 255 without leading zeros, or hexadecimal groups of which
   at least two stand side by side with `::` or all eight are written. In front of an IPv6 address a word and
   one colon may stand (`src:2001:db8::1`). An IPv4 address that ends an IPv6 one is part of it:
   `::ffff:10.0.0.1` is one address, and it is IPv6. */
class address_scanner {
public:
    enum class wanted {
        v4,  ///< IPv6 addresses are passed over; not looked for, which is faster
        both,
    };

    /// 64 bytes behind `text` can be read (see block::padding).
    address_scanner(std::string_view text, wanted w) noexcept : text_(text), wanted_(w) {}

    /// The next address; false at the end of the text.
    bool next(found_address& found);

    /// Passes over what begins before `offset`; never goes back.
    void skip_to(std::size_t offset) noexcept;

private:
    static constexpr std::size_t group_bytes = 64;
    static constexpr std::size_t window_groups = 64;

    bool next_group();
    void fill_window();
    std::uint64_t candidates_of(std::size_t index) const noexcept;
    bool read_candidate(std::size_t at, found_address& found) const noexcept;
    bool read_v4(std::size_t first_dot, found_address& found) const noexcept;
    bool read_first_v4(std::size_t first_dot, found_address& found) const noexcept;
    bool read_v6(std::size_t colon, found_address& found) const noexcept;

    std::string_view text_;
    wanted wanted_;
    std::size_t group_ = 0;         ///< number of the group that `candidates_` is of
    std::uint64_t candidates_ = 0;  ///< bits of the group still to be looked at
    bool begun_ = false;
    std::size_t least_ = 0;         ///< nothing that begins before it is found
    std::size_t window_start_ = 0;  ///< number of the group that masks_[1] is of
    std::size_t window_end_ = 0;    ///< behind the last group with masks
    std::array<byte_masks, window_groups + 2>
        masks_{};  ///< the one before the window, the window, the one behind
};

}  // namespace netbasics::scan

#endif
