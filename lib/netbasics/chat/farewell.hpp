#ifndef NETBASICS_CHAT_FAREWELL_HPP
#define NETBASICS_CHAT_FAREWELL_HPP

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::chat {

/// The words that end a conversation when one of them is a whole message.
class farewell {
public:
    farewell() : words_{"拜拜", "bye"} {}

    explicit farewell(std::vector<std::string> words) : words_(std::move(words)) {}

    static farewell none() { return farewell(std::vector<std::string>()); }

    /// Blanks, tabs, line ends and the ideographic space around the word do not count.
    bool is(std::string_view message) const noexcept;

private:
    std::vector<std::string> words_;
};

}  // namespace netbasics::chat

#endif
