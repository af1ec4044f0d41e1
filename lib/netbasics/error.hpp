#ifndef NETBASICS_ERROR_HPP
#define NETBASICS_ERROR_HPP

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <cstdint>
#include <string>

namespace netbasics {

/// Why something was refused. `message()` gives the sentence for each.
enum class errc : std::uint8_t {
    system = 1,  ///< the operating system or Asio says why: `error::system`

    empty,
    unexpected_character,
    trailing_text,
    number_out_of_range,  ///< found, limit
    number_too_small,     ///< found, limit
    number_expected,

    octet_missing,           ///< ordinal
    octet_out_of_range,      ///< ordinal, found
    octet_has_leading_zero,  ///< ordinal
    octet_count,             ///< found
    group_too_long,          ///< ordinal
    group_missing,           ///< ordinal
    group_count,             ///< found
    double_colon_repeated,
    double_colon_superfluous,
    zone_empty,
    zone_invalid,
    zone_not_allowed,
    no_such_interface,
    not_an_address,

    mac_octet_count,   ///< found
    mac_digit_count,   ///< found
    mac_group_length,  ///< found, limit: the digits that a group has
    mac_group_missing,
    mac_separators_differ,
    mac_is_ipv6,
    mac_is_ipv4,
    mac_prefix_expected,
    mac_is_group,

    registry_file_unknown,  ///< ordinal: the line, as below
    registry_line_broken,
    registry_name_unknown,

    prefix_length_missing,
    prefix_length_out_of_range,  ///< found, limit
    prefix_length_has_leading_zero,
    netmask_has_hole,     ///< ordinal of the first bit set behind a clear one, from 1
    netmask_is_wildcard,  ///< found: the prefix length that the inverse has
    wildcard_has_hole,    ///< ordinal of the first bit clear behind a set one, from 1
    families_differ,
    mask_missing,
    mapped_prefix_too_short,  ///< found
    nat64_prefix_length,      ///< found
    reverse_name_malformed,
    range_reversed,
    column_missing,  ///< ordinal
    range_families_differ,
    range_end_missing,
    column_too_long,
    another_address,
    quote_open,
    zone_unwanted,
    octet_pattern_broken,     ///< ordinal
    prefix_length_too_short,  ///< found, limit: what it has to be at least
    too_many_parts,           ///< found, limit

    port_missing,
    port_list_gap,
    port_behind_address_missing,
    protocol_unknown,

    record_broken,
    record_in_use,

    file_too_large,
    key_unreadable,
    certificate_unreadable,
    key_mismatch,
    fingerprint_malformed,
    known_servers_broken,  ///< ordinal: the line
    fingerprint_differs,
    server_key_changed,
    secret_wanted,
    secret_not_asked,
    secret_refused,
    not_tls,
    tls_spoken,
    handshake_stalled,
    turned_away,  ///< the peer says why
    room_spoken,
    no_room,
    http_spoken,
    ssh_spoken,
    peer_left,
    replaced,
    key_exposed,
};

/** Why, and where in the text that was read.
    Numbers are those that the reason's comment names; the rest are zero. */
struct error {
    errc reason = errc::system;
    std::uint32_t offset = 0;  ///< bytes into the text
    std::uint32_t length = 0;  ///< bytes; 0: the reason concerns the text as a whole
    std::uint32_t ordinal = 0;
    std::uint64_t found = 0;
    std::uint64_t limit = 0;
    boost::system::error_code system{};

    constexpr error() = default;

    constexpr error(errc why, std::size_t at = 0, std::size_t bytes = 0) noexcept
        : reason(why), offset(static_cast<std::uint32_t>(at)), length(static_cast<std::uint32_t>(bytes))
    {
    }

    error(boost::system::error_code code) noexcept : system(code) {}
};

/// One sentence without a full stop, in the user's language.
std::string message(error const& e);

/// The failed call's errno as an error.
error last_system_error() noexcept;

[[noreturn]] void throw_exception_from_error(error const& e, boost::source_location const& where);

template <class T>
using result = boost::system::result<T, error>;

}  // namespace netbasics

#endif
