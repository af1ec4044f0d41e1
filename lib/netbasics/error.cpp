#include "netbasics/error.hpp"

#include "netbasics/text/translate.hpp"

#include <cerrno>
#include <stdexcept>

namespace netbasics {
namespace {

/// {0}: ordinal, {1}: found, {2}: limit.
char const* pattern(errc reason)
{
    switch (reason) {
    case errc::system:
        break;
    case errc::empty:
        return tr("nothing is given");
    case errc::unexpected_character:
        return tr("unexpected character");
    case errc::trailing_text:
        return tr("text behind the end");
    case errc::number_out_of_range:
        return tr("the number is {1}; the largest is {2}");
    case errc::number_too_small:
        return tr("the number is {1}; the smallest is {2}");
    case errc::number_expected:
        return tr("a decimal number is expected");
    case errc::octet_missing:
        return tr("octet {0} is missing");
    case errc::octet_out_of_range:
        return tr("octet {0} is {1}; the largest is 255");
    case errc::octet_has_leading_zero:
        return tr("octet {0} has a leading zero, which other programs read as octal");
    case errc::octet_count:
        return tr("an IPv4 address has 4 octets, not {1}");
    case errc::group_too_long:
        return tr("group {0} has more than 4 hexadecimal digits");
    case errc::group_missing:
        return tr("group {0} is missing");
    case errc::group_count:
        return tr("an IPv6 address has 8 groups of 16 bits, not {1}");
    case errc::double_colon_repeated:
        return tr("'::' may stand once only");
    case errc::double_colon_superfluous:
        return tr("'::' stands for no group: 8 are already written");
    case errc::zone_empty:
        return tr("the zone behind '%' is missing");
    case errc::zone_invalid:
        return tr("the zone holds a character that no interface name has");
    case errc::zone_not_allowed:
        return tr("only an IPv6 address has a zone");
    case errc::no_such_interface:
        return tr("this machine has no such interface");
    case errc::not_an_address:
        return tr("neither an IPv4 nor an IPv6 address");
    case errc::mac_octet_count:
        return tr("a MAC address has 6 octets (EUI-64: 8, an OUI: 3), not {1}");
    case errc::mac_digit_count:
        return tr("a MAC address has 12 digits (EUI-64: 16, a prefix: 6, 7 or 9), not {1}");
    case errc::mac_group_length:
        return tr("a group of {1} digits; this notation has {2}");
    case errc::mac_group_missing:
        return tr("digits are missing beside the separator");
    case errc::mac_separators_differ:
        return tr("another separator than before");
    case errc::mac_is_ipv6:
        return tr("an IPv6 address, not a MAC address");
    case errc::mac_is_ipv4:
        return tr("an IPv4 address, not a MAC address");
    case errc::mac_prefix_expected:
        return tr("a prefix is expected, for instance 00-1A-2B, not a whole address");
    case errc::mac_is_group:
        return tr("the I/G bit is set: a group, and no interface's address");
    case errc::registry_file_unknown:
        return tr(
            "line {0} is of no list of vendors: known are the IEEE's CSV and text files, Wireshark's manuf, "
            "arp-scan's mac-vendor.txt and the output of 'netbasics mac find'");
    case errc::registry_line_broken:
        return tr("line {0} holds no prefix of its registry's length, or no owner");
    case errc::registry_name_unknown:
        return tr("line {0}: the registries are MA-L, MA-M, MA-S, IAB and CID");
    case errc::prefix_length_missing:
        return tr("the prefix length behind '/' is missing");
    case errc::prefix_length_out_of_range:
        return tr("the prefix length is {1}; the largest is {2}");
    case errc::prefix_length_has_leading_zero:
        return tr("the prefix length has a leading zero");
    case errc::netmask_has_hole:
        return tr("a netmask is ones, then zeros; here bit {0} is set behind a clear one");
    case errc::netmask_is_wildcard:
        return tr("a wildcard mask, not a netmask; its netmask is /{1}");
    case errc::wildcard_has_hole:
        return tr("a wildcard mask is zeros, then ones; here bit {0} is clear behind a set one");
    case errc::families_differ:
        return tr("IPv4 and IPv6 have no common subnet");
    case errc::mask_missing:
        return tr("this host has no mask; write one behind it, or one for all at the end");
    case errc::mapped_prefix_too_short:
        return tr("/{1} reaches beyond the IPv4-mapped addresses: at least /96 is needed");
    case errc::nat64_prefix_length:
        return tr("a translator's prefix has 32, 40, 48, 56, 64 or 96 bits, not {1}");
    case errc::reverse_name_malformed:
        return tr("not the reverse name of an address");
    case errc::column_missing:
        return tr("the header has no column of that name");
    case errc::range_reversed:
        return tr("the range ends before it begins");
    case errc::range_families_differ:
        return tr("a range begins and ends in one family, IPv4 or IPv6");
    case errc::range_end_missing:
        return tr("a range is FIRST-LAST; one end is missing");
    case errc::column_too_long:
        return tr("the line is too long, and its first column has no clear end");
    case errc::quote_open:
        return tr("a quoted field has no closing quote");
    case errc::zone_unwanted:
        return tr("no zone is allowed here; leave out '%' and what follows");
    case errc::another_address:
        return tr("another address follows; write one set per line, and a range as FIRST-LAST");
    case errc::octet_pattern_broken:
        return tr("octet {0} has to be '*', as an octet before it is not a single number");
    case errc::prefix_length_too_short:
        return tr("a /{1} is larger than the /{2} that it is to be part of");
    case errc::too_many_parts:
        return tr("{1} parts are too many: there are but {2} addresses");
    case errc::port_missing:
        return tr("a port or a service name is missing before '/'");
    case errc::port_list_gap:
        return tr("a port is missing beside the comma");
    case errc::port_behind_address_missing:
        return tr("an IP address without a port; write 192.0.2.1:80 or [2001:db8::1]:80");
    case errc::protocol_unknown:
        return tr("the protocol is tcp, udp, sctp or dccp");
    case errc::record_broken:
        return tr("this is no record of a room");
    case errc::record_in_use:
        return tr("another server writes this record");
    case errc::file_too_large:
        return tr("the file is too large for what it is to be");
    case errc::key_unreadable:
        return tr("no private key in PEM form, without a password, is in there");
    case errc::certificate_unreadable:
        return tr("no certificate in PEM form is in there");
    case errc::key_mismatch:
        return tr("the private key does not belong to the certificate");
    case errc::fingerprint_malformed:
        return tr("a fingerprint is 32 octets in hexadecimal, SHA256:AB:CD:…");
    case errc::fingerprint_differs:
        return tr("the server is not the one with that fingerprint");
    case errc::server_key_changed:
        return tr("the server's key has changed");
    case errc::secret_wanted:
        return tr("the other side wants a secret: --secret-file");
    case errc::secret_not_asked:
        return tr("the other side asks for no secret, so it may not know it");
    case errc::secret_refused:
        return tr("the other side does not know this secret");
    case errc::not_tls:
        return tr("the other side does not speak TLS");
    case errc::tls_spoken:
        return tr("the other side speaks TLS, and without --tls this side does not");
    case errc::handshake_stalled:
        return tr("the TLS handshake or the secret took too long");
    case errc::turned_away:
        return tr("turned away");
    case errc::room_spoken:
        return tr("the other side is a room: connect --room joins it");
    case errc::no_room:
        return tr("the other side is not a room, or it speaks TLS: call it without --room, or with --tls");
    case errc::http_spoken:
        return tr("the other side speaks HTTP");
    case errc::ssh_spoken:
        return tr("the other side speaks SSH");
    case errc::peer_left:
        return tr("connection lost: the other side has closed it");
    case errc::replaced:
        return tr("you are in the room over another connection now");
    case errc::key_exposed:
        return tr("others on this machine can read this private key; chmod 600 makes it yours alone");
    case errc::known_servers_broken:
        return tr("line {0} is not 'host:port SHA256:…'");
    }
    return nullptr;
}

}  // namespace

std::string message(error const& e)
{
    char const* const text = pattern(e.reason);
    if (text == nullptr) return e.system.message();
    return substitute(text, {std::to_string(e.ordinal), std::to_string(e.found), std::to_string(e.limit)});
}

error last_system_error() noexcept
{
    return boost::system::error_code(errno, boost::system::system_category());
}

void throw_exception_from_error(error const& e, boost::source_location const&)
{
    throw std::runtime_error(message(e));
}

}  // namespace netbasics
