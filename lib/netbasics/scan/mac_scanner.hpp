#ifndef NETBASICS_SCAN_MAC_SCANNER_HPP
#define NETBASICS_SCAN_MAC_SCANNER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace netbasics::scan {

/// A MAC address in a text, as the bytes from `begin` to `end` write it.
struct found_mac {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t value = 0;
    bool is_eui64 = false;

    /// Written so that a hash or a number could look the same: 001a2b3c4d5e, 0016-3601-0203, 0:16:36:1:2:3.
    /// Only one that a registry knows should count.
    bool is_doubtful = false;
};

/** Finds the MAC addresses in a text that people and programs wrote.

    The rule. Hexadecimal words joined by one kind of separator (colon, hyphen or dot) make a chain; the whole
    chain is an address, or nothing in it is. So longer chains (fingerprints, UUIDs, IPv6 addresses) hold
   none. No letter or digit touches it; any other byte may, each byte of a non-ASCII character included, and
   so may a separator and a word that is not hexadecimal: `src:00:1a:…`, `mac-00-1A-…` (beside words of four
   digits, one without a digit).

    EUI-48: six words of two digits with colons or hyphens; six of one or two with colons, or three of four
    with hyphens, doubtful if no letter is among them; three of four with dots; one of twelve or two of six if
    a letter is among them and all letters have one case: these are doubtful. Six of two digits with single
    blanks between them, of which there are no more in the row: doubtful, and with a letter among them, unless
    `Hex-STRING: ` is before them, as SNMP tools write it. A DHCP client identifier, 01 and the address, and a
    DUID (RFC 8415, sections 11.2 and 11.4) hold one at their end. EUI-64: eight words of two
   digits with hyphens, or with colons where it cannot be IPv6 (a leading zero, or FF-FE in the middle); four
   of four with dots or hyphens if a letter is among them. With a double colon at either end it is IPv6. Two
   in a row stand in an Ethernet header as the Linux packet filter logs it: `MAC=` and 14 words. */
class mac_scanner {
public:
    explicit mac_scanner(std::string_view text) noexcept : text_(text) {}

    /// The next address; false at the end of the text.
    bool next(found_mac& found) noexcept;

private:
    struct word {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::uint64_t value = 0;  ///< its last 16 digits
        bool is_hex = false;
        bool has_digit = false;
        bool has_letter = false;  ///< A to F
        bool has_upper = false;
        bool has_lower = false;

        std::size_t size() const noexcept { return end - begin; }
    };

    struct chain {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t count = 0;  ///< words
        std::size_t longest = 0;
        std::size_t shortest = 0;
        std::uint64_t value = 0;  ///< digits side by side; octets where a word has one or two
        char separator = 0;
        bool has_letter = false;
        bool has_upper = false;
        bool has_lower = false;
        bool has_leading_zero = false;
        bool hex_before = false;   ///< a hexadecimal word stands before another separator
        char numbered_before = 0;  ///< the separator of a word before that has digits and is not hexadecimal

        void begin_with(word const& w) noexcept;
        void add(word const& w) noexcept;
    };

    /// Pairs of digits with single blanks between them.
    struct run_of_pairs {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t count = 0;
        std::uint64_t value = 0;
        bool has_letter = false;
        bool is_cut = false;  ///< a separator joins it to a word at one of its ends
    };

    bool read_word(word& w) noexcept;

    /// Adds a word to the run, or ends it with that word; true where the ended run is an address.
    bool follow_run(word const* w, bool joined, found_mac& found) noexcept;
    bool read_identifier(chain const& c, found_mac& found) const noexcept;

    /// What stands behind a chain, as chain::hex_before and numbered_before tell of what stands before it.
    struct follower {
        bool hex = false;
        char numbered = 0;
    };

    bool close(chain const& c, follower behind, found_mac& found) noexcept;
    bool read_shape(chain const& c, follower behind, found_mac& found) const noexcept;
    bool is_beside_double_colon(chain const& c) const noexcept;
    bool take_logged_header(chain const& c, found_mac& found) noexcept;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t least_ = 0;  ///< nothing that begins before it is found
    chain chain_;
    run_of_pairs run_;
    word last_;
    bool ended_ = false;
    found_mac source_;  ///< the second address of a logged header
    bool has_source_ = false;
};

}  // namespace netbasics::scan

#endif
