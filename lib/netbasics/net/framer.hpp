#ifndef NETBASICS_NET_FRAMER_HPP
#define NETBASICS_NET_FRAMER_HPP

#include "netbasics/net/message.hpp"

#include <cstddef>
#include <vector>

namespace netbasics::net {

/** Finds the messages in received bytes. No socket, no clock.
    It holds at most `longest` bytes and one receive. A line that is longer is handed on in pieces, each
    cut between two characters where the bytes are UTF-8. */
class framer {
public:
    static constexpr std::size_t longest = std::size_t{64} * 1024;  ///< bytes of a piece

    explicit framer(framing how);

    /// Room for the next receive. Ends the life of the texts that `take()` gave.
    std::span<char> space();
    void received(std::size_t bytes);

    /// The peer's input is over; what is left is the last message.
    void ended() { ended_ = true; }

    /// All messages that are whole by now.
    batch take();

    /// `automatic` until the first bytes have told.
    framing how() const noexcept { return how_; }

    /// First bytes without a line end are there: time will tell what they are.
    bool undecided() const noexcept { return how_ == framing::automatic && scanned_ > begin_; }

    void decide(framing how) noexcept;

    /// Bytes that belong to no message yet.
    bool has_rest() const noexcept { return begin_ < end_; }

private:
    void guess();
    void take_lines();
    void take_raw();
    void add(std::size_t bytes, bool ends, bool terminated);

    std::vector<char> bytes_;
    std::size_t begin_ = 0;    ///< of what no message has taken
    std::size_t scanned_ = 0;  ///< no line end before it
    std::size_t end_ = 0;
    std::vector<message> messages_;
    framing how_;
    bool ended_ = false;
    bool begins_ = true;
};

}  // namespace netbasics::net

#endif
