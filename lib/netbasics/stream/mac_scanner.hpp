#ifndef NETBASICS_STREAM_MAC_SCANNER_HPP
#define NETBASICS_STREAM_MAC_SCANNER_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace netbasics::stream {

/// A MAC address in a text, as the bytes from `begin` to `end` write it.
struct found_mac {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t value = 0;
    bool is_eui64 = false;

    /// Written so that a hash or a number could look the same: 001a2b3c4d5e, 001a2b-3c4d5e, 001a2b:3c4d5e.
    /// Only one that a registry knows should count.
    bool is_doubtful = false;
};

/** Finds the MAC addresses in a text that people and programs wrote.

    The rule. Hexadecimal words joined by one kind of separator (colon, hyphen or dot) make a chain; the whole
    chain is an address, or nothing in it is. So longer chains (fingerprints, UUIDs, IPv6 addresses) hold
   none. A word that is not hexadecimal may stand in front of a chain or behind it (`src:00:1a:…`,
   `mac-00-1A-…`), and so may any other byte, each byte of a non-ASCII character included; a letter or digit
   may not.

    Addresses: six words of two digits with colons or hyphens; six of one or two with colons, if a letter is
   among them (0:1a:2b:3:4d:5e); three of four with dots, or with hyphens if a letter is among them; one of
   twelve or two of six if a letter is among them and all letters have one case: these are doubtful. EUI-64:
   eight words of two digits with hyphens, or with colons where it cannot be IPv6 (a leading zero, or FF-FE in
   the middle); four of four with dots or hyphens if a letter is among them. With a double colon at either end
   it is IPv6. Two in a row, as the Linux packet filter logs an Ethernet header: `MAC=` and 14 words. */
class mac_scanner {
public:
    explicit mac_scanner(std::string_view text) noexcept : text_(text) {}

    /// The next address; false at the end of the text.
    bool next(found_mac& found) noexcept;

private:
    struct word {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::uint64_t value = 0; ///< its last 16 digits
        bool is_hex = false;
        bool has_letter = false;
        bool has_upper = false;
        bool has_lower = false;

        std::size_t size() const noexcept { return end - begin; }
    };

    struct chain {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t count = 0; ///< words
        std::size_t longest = 0;
        std::size_t shortest = 0;
        std::uint64_t value = 0; ///< digits side by side; octets where a word has one or two
        char separator = 0;
        bool has_letter = false;
        bool has_upper = false;
        bool has_lower = false;
        bool has_leading_zero = false;
        bool hex_before = false; ///< a hexadecimal word stands before another separator

        void begin_with(word const& w, bool joined_to_hex) noexcept;
        void add(word const& w) noexcept;
    };

    bool read_word(word& w) noexcept;
    bool close(chain const& c, bool hex_behind, found_mac& found) noexcept;
    bool read_shape(chain const& c, bool alone, found_mac& found) const noexcept;
    bool is_beside_double_colon(chain const& c) const noexcept;
    bool take_logged_header(chain const& c, found_mac& found) noexcept;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t least_ = 0; ///< nothing that begins before it is found
    chain chain_;
    word last_;
    bool ended_ = false;
    found_mac source_; ///< the second address of a logged header
    bool has_source_ = false;
};

} // namespace netbasics::stream

#endif
