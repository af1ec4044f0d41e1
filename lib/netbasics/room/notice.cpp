#include "netbasics/room/notice.hpp"

#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <iterator>

namespace netbasics::room {
namespace {

struct known_notice {
    std::string_view code;
    char const* sentence;
};

constexpr known_notice notices[] = {
    {"welcome", translatable("welcome; /nick NAME says who you are, /help what else there is")},
    {"welcome-to", translatable("welcome to {0}; /nick NAME says who you are, /help what else there is")},
    {"came", translatable("{0} has come")},
    {"left", translatable("{0} has left")},
    {"left-because", translatable("{0} has left: {1}")},
    {"many-came", translatable("{0} have come: {1}")},
    {"many-left", translatable("{0} have left: {1}")},
    {"renamed", translatable("{0} is now {1}")},
    {"your-name", translatable("you are {0}")},
    {"your-name-again", translatable("you are {0} again")},
    {"your-guest-name", translatable("you are {0}; /nick NAME changes that")},
    {"name-taken", translatable("{0} is here already: you are {1}")},
    {"name-refused",
     translatable(
         "that cannot be a name: it starts with a letter or a digit, has at most {0} columns, nothing "
         "invisible, no ':', '<' or '>', and one alphabet")},
    {"token-unknown", translatable("that token is not known here; /nick NAME gives you a name")},
    {"command-unknown", translatable("there is no command /{0}; /help names them")},
    {"since-needs-number", translatable("/since needs a number: the seq of the last line that you have")},
    {"help-nick", translatable("/nick NAME: your name from now on")},
    {"help-who", translatable("/who: who is here")},
    {"help-json", translatable("/json: one JSON object a line, your own lines too")},
    {"help-since", translatable("/since N: what was said after line N")},
    {"help-quit", translatable("/quit: leave")},
    {"help-slash", translatable("//text says /text")},
    {"help-kick", translatable("/kick NAME: end its connection")},
    {"help-ban", translatable("/ban NAME or PREFIX: end these connections and take no more from there")},
    {"help-unban", translatable("/unban PREFIX: take them again; without PREFIX, list the bans")},
    {"is-here", translatable("{0} is here")},
    {"are-here", translatable("{0} here: {1}")},
    {"operator-only", translatable("only the operator can /{0}")},
    {"nobody-named", translatable("nobody here is called {0}")},
    {"kicked", translatable("the operator has ended your connection")},
    {"addresses", translatable("addresses: {0}")},
    {"kicked-one", translatable("the connection of {0} is ended; /ban {1} keeps it out")},
    {"banned", translatable("banned: {0}; connections ended: {1}")},
    {"unbanned", translatable("{0} is no longer banned")},
    {"not-banned", translatable("{0} is not banned")},
    {"bans", translatable("banned: {0}")},
    {"not-kept", translatable("your line could not be recorded ({0}) and was not sent: {1}")},
    {"waits", translatable("the room's other servers cannot be reached; what you say waits for them")},
    {"older-lost", translatable("older lines are not kept here")},
    {"everything", translatable("you have everything up to line {0}")},
    {"too-long", translatable("that line was longer than {0} bytes: it is left out")},
    {"too-slow", translatable("you read too slowly: {0} bytes were waiting for you, and that is the end")},
    {"lines-left-out", translatable("you read too slowly: {0} lines are left out here")},
    {"replaced", translatable("you are here over another connection now")},
    {"silent", translatable("nothing was said for too long: that is the end")},
    {"unfinished", translatable("a line was begun and not ended for too long: that is the end")},
    {"silent-why", translatable("nothing was said")},
    {"unfinished-why", translatable("a line was begun and not ended")},
    {"slow-why", translatable("reads too slowly")},
    {"removed-why", translatable("removed by the operator")},
    {"made-room", translatable("many are calling, and you have said nothing: that is the end")},
    {"full", translatable("the room is full: {0} are here")},
    {"full-address", translatable("{0} callers from your address are here, and that is the limit")},
    {"too-many-calls", translatable("too many calls from your address; try again in a minute")},
    {"too-many-waiting",
     translatable("{0} callers from your address have said nothing yet, and that is the limit")},
    {"banned-here", translatable("your address is banned here")},
    {"closed", translatable("the room is closed; goodbye")},
};

}  // namespace

std::string sentence(std::string_view code, std::vector<std::string> const& values)
{
    auto const* const found =
        std::find_if(std::begin(notices), std::end(notices), [&](auto const& n) { return n.code == code; });
    return found == std::end(notices) ? std::string() : substitute(tr(found->sentence), values);
}

}  // namespace netbasics::room
