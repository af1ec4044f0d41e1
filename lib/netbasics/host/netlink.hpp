#ifndef NETBASICS_HOST_NETLINK_HPP
#define NETBASICS_HOST_NETLINK_HPP

#include "netbasics/ip/address.hpp"
#include "netbasics/mac/eui48.hpp"

#include <cstring>
#include <linux/rtnetlink.h>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

namespace netbasics::host {

/// The value of one of the attributes in a list of them; empty where there is none.
std::span<char const> netlink_attribute(std::span<char const> attributes, unsigned short kind) noexcept;

/// A message of the kernel: a header of its own kind and the attributes behind it.
class netlink_message {
public:
    explicit netlink_message(nlmsghdr const& header) noexcept : header_(&header) {}

    unsigned type() const noexcept { return header_->nlmsg_type; }

    /// What follows the common header; zeros where the message is too short for it.
    template <class Body>
    Body body() const noexcept
    {
        static_assert(std::is_trivially_copyable_v<Body>);
        Body copy{};
        if (header_->nlmsg_len >= NLMSG_LENGTH(sizeof copy))
            std::memcpy(&copy, NLMSG_DATA(header_), sizeof copy);
        return copy;
    }

    /// The value of an attribute behind `Body`; empty where there is none.
    template <class Body>
    std::span<char const> attribute(unsigned short kind) const noexcept
    {
        std::size_t const begin = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(Body));
        if (header_->nlmsg_len < begin) return {};
        return netlink_attribute({reinterpret_cast<char const*>(header_) + begin, header_->nlmsg_len - begin},
                                 kind);
    }

private:
    nlmsghdr const* header_;
};

/// An attribute's value as an address of a family of the kernel; none where it has another size.
std::optional<ip::address> netlink_address(std::span<char const> value, unsigned family) noexcept;

/// An attribute's value as a MAC address; none where it has another size.
std::optional<mac::eui48> netlink_mac(std::span<char const> value) noexcept;

/// An attribute's value as a number; 0 where it has another size.
std::uint32_t netlink_number(std::span<char const> value) noexcept;

/// What the kernel answered; the messages live as long as it does.
class netlink_answer {
public:
    std::vector<netlink_message> messages() const;

private:
    friend class netlink_request;

    std::vector<char> bytes_;
};

/// A question to the kernel's routing tables (rtnetlink(7)).
class netlink_request {
public:
    /// With NLM_F_DUMP in `flags` every row is asked for.
    template <class Body>
    netlink_request(std::uint16_t type, std::uint16_t flags, Body const& body)
    {
        start(type, flags, &body, sizeof body);
    }

    /// Adds an attribute; a multiple of 4 bytes.
    void add(unsigned short kind, void const* value, std::size_t size);

    void add(unsigned short kind, ip::address value);

    void add(unsigned short kind, std::uint32_t value) { add(kind, &value, sizeof value); }

    /** Asks, and reads the whole answer; a table that changed while it was read is read again.
        Fails with what the kernel says. */
    result<netlink_answer> send() const;

private:
    void start(std::uint16_t type, std::uint16_t flags, void const* body, std::size_t size);

    std::vector<char> bytes_;
};

}  // namespace netbasics::host

#endif
