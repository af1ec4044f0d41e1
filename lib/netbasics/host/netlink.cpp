#include "netbasics/host/netlink.hpp"

#include "netbasics/io/unique_descriptor.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <sys/socket.h>
#include <utility>

namespace netbasics::host {
namespace {

constexpr std::size_t block_size = 32768;  ///< what the kernel fills at most at a time
constexpr int most_readings = 8;           ///< of a table that keeps changing

/// What a block says of the answer that it is a part of.
struct block_news {
    bool last = false;
    bool changed = false;  ///< the table changed while it was read
};

result<block_news> look_at(std::span<char const> block, bool dump)
{
    block_news news;
    auto rest = static_cast<unsigned>(block.size());
    for (auto const* message = reinterpret_cast<nlmsghdr const*>(block.data()); NLMSG_OK(message, rest);
         message = NLMSG_NEXT(message, rest)) {
        if (message->nlmsg_type == NLMSG_ERROR) {
            auto const told = netlink_message(*message).body<nlmsgerr>();
            return error(boost::system::error_code(-told.error, boost::system::system_category()));
        }
        news.changed = news.changed || (message->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
        news.last = news.last || message->nlmsg_type == NLMSG_DONE || !dump;
    }
    return news;
}

/// Reads to the end of an answer; false where the table changed meanwhile.
result<bool> receive(int socket, bool dump, std::vector<char>& all)
{
    bool changed = false;
    for (;;) {
        auto const held = all.size();
        all.resize(held + block_size);
        sockaddr_nl sender{};
        socklen_t sender_size = sizeof sender;
        auto const got = ::recvfrom(socket, all.data() + held, block_size, 0,
                                    reinterpret_cast<sockaddr*>(&sender), &sender_size);
        if (got < 0 && errno != EINTR) return last_system_error();
        bool const from_kernel = got >= 0 && sender.nl_pid == 0;
        auto const size = from_kernel ? static_cast<std::size_t>(got) : 0;
        all.resize(held + NLMSG_ALIGN(size));
        auto const news = look_at({all.data() + held, size}, dump);
        if (!news) return news.error();
        changed = changed || news->changed;
        if (news->last) return !changed;
    }
}

template <class Number>
Number number_of(std::span<char const> octets) noexcept
{
    Number number = 0;
    for (char const c : octets) number = static_cast<Number>(number << 8 | static_cast<unsigned char>(c));
    return number;
}

}  // namespace

std::span<char const> netlink_attribute(std::span<char const> attributes, unsigned short kind) noexcept
{
    while (attributes.size() >= sizeof(rtattr)) {
        rtattr head;
        std::memcpy(&head, attributes.data(), sizeof head);
        if (head.rta_len < sizeof head || head.rta_len > attributes.size()) break;
        if ((head.rta_type & NLA_TYPE_MASK) == kind)
            return attributes.first(head.rta_len).subspan(sizeof head);
        attributes = attributes.subspan(std::min<std::size_t>(RTA_ALIGN(head.rta_len), attributes.size()));
    }
    return {};
}

std::optional<ip::address> netlink_address(std::span<char const> value, unsigned family) noexcept
{
    if (family == AF_INET && value.size() == 4)
        return ip::address(ip::address_v4::from_uint(number_of<std::uint32_t>(value)));
    if (family == AF_INET6 && value.size() == 16)
        return ip::address(ip::address_v6::from_uint(number_of<ip::uint128>(value)));
    return {};
}

std::optional<mac::eui48> netlink_mac(std::span<char const> value) noexcept
{
    if (value.size() * 8 != mac::eui48::bits) return {};
    return mac::eui48::from_uint(number_of<std::uint64_t>(value));
}

std::uint32_t netlink_number(std::span<char const> value) noexcept
{
    std::uint32_t number = 0;
    if (value.size() == sizeof number) std::memcpy(&number, value.data(), sizeof number);
    return number;
}

std::vector<netlink_message> netlink_answer::messages() const
{
    std::vector<netlink_message> all;
    auto rest = static_cast<unsigned>(bytes_.size());
    for (auto const* message = reinterpret_cast<nlmsghdr const*>(bytes_.data()); NLMSG_OK(message, rest);
         message = NLMSG_NEXT(message, rest))
        if (message->nlmsg_type != NLMSG_DONE) all.emplace_back(*message);
    return all;
}

void netlink_request::start(std::uint16_t type, std::uint16_t flags, void const* body, std::size_t size)
{
    bytes_.resize(NLMSG_SPACE(size));
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(bytes_.size());
    header.nlmsg_type = type;
    header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
    std::memcpy(bytes_.data(), &header, sizeof header);
    std::memcpy(bytes_.data() + NLMSG_HDRLEN, body, size);
}

void netlink_request::add(unsigned short kind, void const* value, std::size_t size)
{
    rtattr const attribute{static_cast<unsigned short>(RTA_LENGTH(size)), kind};
    auto const at = bytes_.size();
    bytes_.resize(at + RTA_SPACE(size));
    std::memcpy(bytes_.data() + at, &attribute, sizeof attribute);
    std::memcpy(bytes_.data() + at + RTA_LENGTH(0), value, size);
    auto const length = static_cast<std::uint32_t>(bytes_.size());
    std::memcpy(bytes_.data() + offsetof(nlmsghdr, nlmsg_len), &length, sizeof length);
}

void netlink_request::add(unsigned short kind, ip::address value)
{
    char octets[16];
    std::size_t const size = value.bits() / 8;
    for (std::size_t i = 0; i < size; ++i)
        octets[i] =
            static_cast<char>(static_cast<unsigned char>(value.to_uint() >> (8 * (size - 1 - i)) & 0xFF));
    add(kind, octets, size);
}

result<netlink_answer> netlink_request::send() const
{
    bool const dump =
        (reinterpret_cast<nlmsghdr const*>(bytes_.data())->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
    netlink_answer answer;
    for (int i = 0; i < most_readings; ++i) {
        io::unique_descriptor const socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE));
        if (!socket) return last_system_error();
        if (::send(socket.get(), bytes_.data(), bytes_.size(), 0) < 0) return last_system_error();
        answer.bytes_.clear();
        auto const whole = receive(socket.get(), dump, answer.bytes_);
        if (!whole) return whole.error();
        if (*whole) break;
    }
    return answer;
}

}  // namespace netbasics::host
