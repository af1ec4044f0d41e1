#include "netbasics/chat/conversation.hpp"

namespace netbasics::chat {

conversation::permitted conversation::say(net::batch wanted)
{
    if (over() || !may_speak()) return {};
    permitted now;
    for (auto const& m : wanted) {
        bool const is_nothing = m.whole() && m.text.empty() && (rules_.empty_is_nothing || rules_.turns);
        if (is_nothing && now.count > 0) break;
        ++now.count;
        if (is_nothing) {
            now.nothing = true;
            break;
        }
        if (is_farewell(m)) {
            now.farewell = said_bye_ = true;
            break;
        }
        if (rules_.turns && m.ends) {
            my_turn_ = false;
            break;
        }
    }
    return now;
}

std::size_t conversation::hear(net::batch said)
{
    std::size_t count = 0;
    for (auto const& m : said) {
        if (heard_bye_) break;
        ++count;
        heard_bye_ = is_farewell(m);
        if (m.ends) my_turn_ = true;
    }
    return count;
}

void conversation::becomes_raw()
{
    rules_.turns = true;
    rules_.empty_is_nothing = true;
    rules_.ends_with_peer = true;
}

}  // namespace netbasics::chat
