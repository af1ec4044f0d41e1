#include "netbasics/chat/room.hpp"

#include "netbasics/chat/name.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace netbasics::chat {
namespace {

constexpr std::size_t most_announced = 250;  ///< in a room of more, nobody is told who comes and goes
constexpr std::size_t most_listed = 100;     ///< names in the answer to /who
constexpr std::size_t most_suffixes = 1000;  ///< names whose numbers are remembered
constexpr std::size_t most_absent = 1000;    ///< whose names are kept

bool is_guest_name(std::string_view key) { return key.starts_with("guest-") || key.starts_with("客人-"); }

}  // namespace

void room::resume(std::uint64_t last_seq, past const& messages)
{
    seq_ = last_seq;
    history_ = messages;
}

std::shared_ptr<utterance const> room::made(room_event event, std::string from, std::string text, moment time)
{
    auto what =
        std::make_shared<utterance const>(utterance{++seq_, time, std::move(from), std::move(text), event});
    return what;
}

void room::keep(std::shared_ptr<utterance const> const& what)
{
    if (what->event != room_event::message || history_size_ == 0) return;
    history_.push_back(what);
    if (history_.size() > history_size_) history_.pop_front();
}

delivery room::tell(member_id who, std::string text, moment time) const
{
    return {delivery::to::one, who,
            std::make_shared<utterance const>(utterance{0, time, {}, std::move(text), room_event::notice})};
}

delivery room::tell_all(std::string text, moment time)
{
    return {delivery::to::all, 0, made(room_event::notice, {}, std::move(text), time)};
}

deliveries room::join(member_id who, moment time)
{
    members_[who];
    deliveries out;
    auto const greeting =
        name_.empty() ? std::string(tr("welcome")) : substitute(tr("welcome to {0}"), {name_});
    out.push_back(
        tell(who, greeting + "; " + tr("/nick NAME says who you are, /help what else there is"), time));
    return out;
}

deliveries room::leave(member_id who, std::string_view why, moment time, bool lost)
{
    deliveries out;
    auto const found = members_.find(who);
    if (found == members_.end()) return out;
    auto const name = found->second.name;
    if (auto const& token = found->second.token; !token.empty()) {
        tokens_.erase(token);
        forget_absent(time);
        if (lost && absent_.size() < most_absent) absent_[token] = {name, time + name_is_kept};
    }
    members_.erase(found);
    if (name.empty()) return out;
    names_.erase(name_key(name));
    if (members_.size() > most_announced) return out;
    auto text = substitute(tr("{0} has left"), {name});
    if (!why.empty()) text.append(": ").append(why);
    out.push_back({delivery::to::others, who, made(room_event::leave, name, std::move(text), time)});
    return out;
}

deliveries room::hear(member_id who, std::string_view line, moment time)
{
    deliveries out;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('/') && !line.starts_with("//")) {
        command(who, line.substr(1), time, out);
        return out;
    }
    if (line.starts_with("//")) line.remove_prefix(1);  // `//etc` says /etc
    if (line.empty()) return out;
    ensure_name(who, time, out);
    out.push_back({delivery::to::others, who,
                   made(room_event::message, members_.at(who).name, text::to_valid_utf8(line), time)});
    return out;
}

void room::command(member_id who, std::string_view line, moment time, deliveries& out)
{
    auto const word = line.substr(0, line.find(' '));
    auto const rest = word.size() < line.size() ? line.substr(word.size() + 1) : std::string_view();
    if (word == "nick") {
        rename(who, rest, time, out);
    } else if (word == "who") {
        tell_roster(who, time, out);
    } else if (word == "json") {
        auto& m = members_.at(who);
        if (!std::exchange(m.json, true) && !m.name.empty() && new_token_)
            out.push_back(tell_name(who, substitute(tr("you are {0}"), {m.name}), time));
    } else if (word == "resume") {
        resume_member(who, rest, time, out);
    } else if (word == "since") {
        ask_since(who, rest, time, out);
    } else if (word == "quit") {
        members_.at(who).quit = true;
    } else if (word == "help") {
        for (char const* sentence :
             {translatable("/nick NAME: your name from now on"), translatable("/who: who is here"),
              translatable("/json: one JSON object a line, your own lines too"),
              translatable("/since N: what was said after line N"), translatable("/quit: leave"),
              translatable("//text says /text")})
            out.push_back(tell(who, tr(sentence), time));
    } else {
        out.push_back(tell(who,
                           substitute(tr("there is no command /{0}; /help names them"),
                                      {text::to_valid_utf8(word.substr(0, 40))}),
                           time));
    }
}

void room::ask_since(member_id who, std::string_view seq, moment time, deliveries& out)
{
    auto wanted = npos;
    auto const [end, problem] = std::from_chars(seq.data(), seq.data() + seq.size(), wanted);
    if (seq.empty() || (problem == std::errc() && end == seq.data() + seq.size()))
        members_.at(who).since = wanted;
    else
        out.push_back(tell(who, tr("/since needs a number: the seq of the last line that you have"), time));
}

/// So that a program knows what it is called here, and how it comes back.
delivery room::tell_name(member_id who, std::string text, moment time)
{
    auto& m = members_.at(who);
    if (m.json && m.token.empty() && new_token_) {
        m.token = new_token_();
        tokens_[m.token] = who;
    }
    return {delivery::to::one, who,
            std::make_shared<utterance const>(
                utterance{0, time, m.name, std::move(text), room_event::rename, m.token})};
}

void room::forget_absent(moment time)
{
    std::erase_if(absent_, [&](auto const& one) { return one.second.until <= time; });
}

/** The member is the one with this token: a connection that it still has is replaced without a word to the
    others, and a name that was kept for it is its own again. */
void room::resume_member(member_id who, std::string_view token, moment time, deliveries& out)
{
    forget_absent(time);
    auto& m = members_.at(who);
    std::string const known(token);
    auto const here = tokens_.find(known);
    auto const away = absent_.find(known);
    if (!m.name.empty() || (here == tokens_.end() && away == absent_.end())) {
        out.push_back(tell(who, tr("that token is not known here; /nick NAME gives you a name"), time));
        return;
    }
    m.token = known;
    if (here != tokens_.end()) {
        auto const stale = std::exchange(here->second, who);
        auto const name = members_.at(stale).name;
        members_.erase(stale);
        replaced_ = stale;
        take_name(who, name);
        out.push_back(tell_name(who, substitute(tr("you are {0} again"), {name}), time));
        return;
    }
    auto const name = away->second.name;
    absent_.erase(away);
    tokens_[known] = who;
    take_name(who, unique(name));
    out.push_back(tell_name(who, substitute(tr("you are {0} again"), {m.name}), time));
    if (members_.size() > most_announced) return;
    out.push_back({delivery::to::others, who,
                   made(room_event::join, m.name, substitute(tr("{0} has come"), {m.name}), time)});
}

/// The member has got `old` because `wanted` was taken, and it still is.
bool room::has_number_of(std::string const& old, std::string const& wanted) const
{
    if (!old.starts_with(wanted + '-') || !names_.contains(name_key(wanted))) return false;
    auto const number = std::string_view(old).substr(wanted.size() + 1);
    return number.find_first_not_of("0123456789") == number.npos;
}

bool room::passes_for_operator(member_id who, std::string_view name) const
{
    if (who == operator_) return false;
    if (looks_like(name, "operator")) return true;
    auto const seat = members_.find(operator_);
    if (seat == members_.end()) return false;
    auto const& own = seat->second.name;
    return looks_like(name, own) && name_key(name) != name_key(own);  // the same name gets a number
}

void room::rename(member_id who, std::string_view wanted, moment time, deliveries& out)
{
    forget_absent(time);
    auto const safe = safe_name(wanted);
    auto const old = members_.at(who).name;
    if (!safe || is_guest_name(name_key(*safe)) || passes_for_operator(who, *safe)) {
        out.push_back(
            tell(who,
                 substitute(
                     tr("that cannot be a name: it starts with a letter or a digit, has at most {0} columns, "
                        "nothing invisible, no ':', '<' or '>', and one alphabet"),
                     {std::to_string(longest_name)}),
                 time));
        return;
    }
    if (*safe == old || has_number_of(old, *safe)) return;
    if (!old.empty()) names_.erase(name_key(old));
    auto const name = unique(*safe);
    take_name(who, name);
    if (name != *safe)
        out.push_back(
            tell_name(who, substitute(tr("{0} is here already: you are {1}"), {*safe, name}), time));
    else if (members_.at(who).json && new_token_)
        out.push_back(tell_name(who, substitute(tr("you are {0}"), {name}), time));
    if (members_.size() > most_announced) return;
    if (old.empty())
        out.push_back({delivery::to::others, who,
                       made(room_event::join, name, substitute(tr("{0} has come"), {name}), time)});
    else if (name != old)
        out.push_back({delivery::to::others, who,
                       made(room_event::rename, name, substitute(tr("{0} is now {1}"), {old, name}), time)});
}

deliveries room::hear_elsewhere(utterance const& what, moment time)
{
    if (members_.size() > most_announced && what.event != room_event::message) return {};
    return {{delivery::to::all, 0, made(what.event, what.from, what.text, time)}};
}

deliveries room::present_elsewhere(std::string const& server, std::vector<std::string> const& names,
                                   bool keeps, moment time)
{
    deliveries out;
    auto& known = elsewhere_[server];
    known.clear();
    for (auto const& wanted : names)
        if (auto const name = safe_name(wanted)) known[name_key(*name)] = *name;
    if (!keeps) return out;
    for (auto const& [key, name] : known) {
        auto const mine = names_.find(key);
        if (mine == names_.end()) continue;
        auto const who = mine->second;
        auto const old = members_.at(who).name;
        names_.erase(mine);
        auto const other = unique(old);
        take_name(who, other);
        out.push_back(tell_name(who, substitute(tr("{0} is here already: you are {1}"), {old, other}), time));
        out.push_back(
            {delivery::to::others, who,
             made(room_event::rename, other, substitute(tr("{0} is now {1}"), {old, other}), time)});
    }
    return out;
}

std::vector<std::string> room::names() const
{
    std::vector<std::string> all;
    for (auto const& [key, who] : names_) all.push_back(members_.at(who).name);
    return all;
}

bool room::is_taken(std::string const& key) const
{
    if (names_.contains(key)) return true;
    for (auto const& [server, names] : elsewhere_)
        if (names.contains(key)) return true;
    for (auto const& [token, one] : absent_)
        if (name_key(one.name) == key) return true;
    return false;
}

std::string room::unique(std::string const& name)
{
    auto const key = name_key(name);
    if (!is_taken(key)) return name;
    // A number is given once, and sought no more: many who want one name would look at all of its numbers.
    if (suffixes_.size() >= most_suffixes) suffixes_.clear();
    auto& last = suffixes_.try_emplace(key, 1).first->second;
    std::string made;
    do made = name + '-' + std::to_string(++last);
    while (is_taken(name_key(made)));
    return made;
}

void room::take_name(member_id who, std::string const& name)
{
    names_[name_key(name)] = who;
    members_.at(who).name = name;
}

void room::ensure_name(member_id who, moment time, deliveries& out)
{
    if (!members_.at(who).name.empty()) return;
    auto name = substitute(tr("guest-{0}"), {std::to_string(++guests_)});
    while (is_taken(name_key(name))) name = substitute(tr("guest-{0}"), {std::to_string(++guests_)});
    take_name(who, name);
    out.push_back(tell_name(who, substitute(tr("you are {0}; /nick NAME changes that"), {name}), time));
    if (members_.size() > most_announced) return;
    out.push_back({delivery::to::others, who,
                   made(room_event::join, name, substitute(tr("{0} has come"), {name}), time)});
}

/// Who is here and elsewhere, the first of them; a room may be large.
std::vector<std::string> room::first_names() const
{
    std::vector<std::string> first;
    auto const add = [&](std::string const& name) {
        if (first.size() < most_listed) first.push_back(name);
        return first.size() < most_listed;
    };
    for (auto const& [key, who] : names_)
        if (!add(members_.at(who).name)) return first;
    for (auto const& [server, theirs] : elsewhere_)
        for (auto const& [key, name] : theirs)
            if (!add(name)) return first;
    return first;
}

/// Name by name for a program, in one sentence for all.
void room::tell_roster(member_id who, moment time, deliveries& out) const
{
    auto const tell_here = [&](std::string name, std::string text) {
        out.push_back({delivery::to::one, who,
                       std::make_shared<utterance const>(
                           utterance{0, time, std::move(name), std::move(text), room_event::here})});
    };
    auto const first = first_names();
    std::string list;
    for (auto const& name : first) {
        if (members_.at(who).json) tell_here(name, substitute(tr("{0} is here"), {name}));
        list.append(list.empty() ? "" : ", ").append(name);
    }
    auto count = names_.size();
    for (auto const& [server, theirs] : elsewhere_) count += theirs.size();
    auto text = substitute(tr("{0} here: {1}"), {std::to_string(count), list.empty() ? "-" : list});
    if (count > first.size()) text.append(" …");
    auto const silent = members_.size() - names_.size();
    if (silent > 0) text.append(substitute(tr("; {0} without a name"), {std::to_string(silent)}));
    tell_here({}, std::move(text));
}

}  // namespace netbasics::chat
