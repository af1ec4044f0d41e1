#include "netbasics/room/room.hpp"

#include "netbasics/room/name.hpp"
#include "netbasics/room/notice.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace netbasics::room {
namespace {

constexpr std::size_t most_announced = 250;  ///< in a room of more, nobody is told who comes and goes
constexpr std::size_t most_listed = 100;     ///< names in the answer to /who
constexpr std::size_t most_suffixes = 1000;  ///< names whose numbers are remembered
constexpr double announced_a_second = 4;
constexpr double announced_at_once = 20;
constexpr std::size_t most_absent = 1000;  ///< whose names are kept

bool is_guest_name(std::string_view key) { return key.starts_with("guest-") || key.starts_with("客人-"); }

std::shared_ptr<event> made(event_kind kind, std::string from, std::string_view code,
                            std::vector<std::string> values, moment time)
{
    auto text = sentence(code, values);
    return std::make_shared<event>(
        event{0, time, std::move(from), std::move(text), kind, {}, std::string(code), std::move(values)});
}

std::string joined(std::vector<std::string> const& names)
{
    constexpr std::size_t most = 10;
    std::string list;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        list.append(list.empty() ? "" : ", ").append(names[i]);
    if (names.size() > most) list.append(" …");
    return list;
}

}  // namespace

delivery room::tell(member_id who, std::string_view code, std::vector<std::string> values, moment time)
{
    return {delivery::to::one, who, made(event_kind::notice, {}, code, std::move(values), time)};
}

delivery room::tell_all(std::string_view code, std::vector<std::string> values, moment time)
{
    return {delivery::to::all, 0, made(event_kind::notice, {}, code, std::move(values), time)};
}

delivery room::tell_all(std::string text, moment time)
{
    return {delivery::to::all, 0,
            std::make_shared<event>(event{0, time, {}, std::move(text), event_kind::notice})};
}

bool room::announces() const { return members_.size() <= most_announced; }

std::optional<member_id> room::find(std::string_view name) const
{
    auto const found = names_.find(name_key(name));
    return found == names_.end() ? std::nullopt : std::optional(found->second);
}

bool room::may_announce(moment time)
{
    auto& [tokens, refilled] = announcing_;
    if (time > refilled) {
        auto const seconds = std::chrono::duration<double>(time - refilled).count();
        tokens = std::min(announced_at_once, tokens + seconds * announced_a_second);
    }
    refilled = time;
    if (tokens < 1 || has_crowd()) return false;
    tokens -= 1;
    return true;
}

/// Who comes, or leaves, and why.
void room::announce(member_id who, event_kind kind, std::string const& name, std::string_view why,
                    moment time, deliveries& out)
{
    if (!announces()) return;
    bool const comes = kind == event_kind::join;
    if (!may_announce(time)) {
        // Who came and left within the crowd was never announced.
        if (comes || std::erase(came_, name) == 0) (comes ? came_ : left_).push_back(name);
        return;
    }
    auto what = comes         ? made(kind, name, "came", {name}, time)
                : why.empty() ? made(kind, name, "left", {name}, time)
                              : made(kind, name, "left-because", {name, std::string(why)}, time);
    out.push_back({delivery::to::others, who, std::move(what)});
}

deliveries room::settle_crowd(moment time)
{
    deliveries out;
    for (auto* const crowd : {&came_, &left_}) {
        bool const comes = crowd == &came_;
        auto const kind = comes ? event_kind::join : event_kind::leave;
        auto const names = std::exchange(*crowd, {});
        if (names.size() == 1)
            out.push_back({delivery::to::all, 0, made(kind, names[0], comes ? "came" : "left", names, time)});
        else if (!names.empty())
            out.push_back(tell_all(comes ? "many-came" : "many-left",
                                   {std::to_string(names.size()), joined(names)}, time));
    }
    return out;
}

deliveries room::join(member_id who, moment time)
{
    members_[who];
    deliveries out;
    out.push_back(name_.empty() ? tell(who, "welcome", {}, time) : tell(who, "welcome-to", {name_}, time));
    return out;
}

deliveries room::leave(member_id who, std::string_view why, moment time, bool lost)
{
    deliveries out;
    auto const found = members_.find(who);
    if (found == members_.end()) return out;
    auto const name = found->second.name;
    if (found->second.token) {
        auto const& token = *found->second.token;
        tokens_.erase(token);
        forget_absent(time);
        if (lost && absent_.size() < most_absent) {
            absent_[token] = {name, time + name_is_kept};
            ++absent_names_[name_key(name)];
        }
    }
    members_.erase(found);
    if (name.empty()) return out;
    names_.erase(name_key(name));
    announce(who, event_kind::leave, name, why, time, out);
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
                   std::make_shared<event>(event{0, time, members_.at(who).name, text::to_valid_utf8(line),
                                                 event_kind::message})});
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
            out.push_back(tell_name(who, "your-name", {m.name}, time));
    } else if (word == "resume") {
        resume_member(who, rest, time, out);
    } else if (word == "since") {
        ask_since(who, rest, time, out);
    } else if (word == "quit") {
        members_.at(who).quit = true;
    } else if (word == "help") {
        for (char const* code :
             {"help-nick", "help-who", "help-json", "help-since", "help-quit", "help-slash"})
            out.push_back(tell(who, code, {}, time));
        if (is_operator(who))
            for (char const* code : {"help-kick", "help-ban", "help-unban"})
                out.push_back(tell(who, code, {}, time));
    } else if (word == "kick" || word == "ban" || word == "unban") {
        out.push_back(tell(who, "operator-only", {std::string(word)}, time));
    } else {
        out.push_back(tell(who, "command-unknown", {text::to_valid_utf8(word.substr(0, 40))}, time));
    }
}

void room::ask_since(member_id who, std::string_view seq, moment time, deliveries& out)
{
    auto wanted = npos;
    auto const [end, problem] = std::from_chars(seq.data(), seq.data() + seq.size(), wanted);
    if (seq.empty() || (problem == std::errc() && end == seq.data() + seq.size()))
        since_ = {who, wanted};
    else
        out.push_back(tell(who, "since-needs-number", {}, time));
}

/// So that a program knows what it is called here, and how it comes back.
delivery room::tell_name(member_id who, std::string_view code, std::vector<std::string> values, moment time)
{
    auto& m = members_.at(who);
    if (m.json && !m.token && new_token_) {
        m.token = std::make_unique<std::string>(new_token_());
        tokens_[*m.token] = who;
    }
    auto what = made(event_kind::rename, m.name, code, std::move(values), time);
    if (m.token) what->token = *m.token;
    return {delivery::to::one, who, std::move(what)};
}

void room::forget_absent(moment time)
{
    std::erase_if(absent_, [&](auto const& one) {
        bool const is_over = one.second.until <= time;
        if (is_over) forget_absent_name(one.second.name);
        return is_over;
    });
}

void room::forget_absent_name(std::string const& name)
{
    auto const found = absent_names_.find(name_key(name));
    if (found != absent_names_.end() && --found->second == 0) absent_names_.erase(found);
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
        out.push_back(tell(who, "token-unknown", {}, time));
        return;
    }
    m.token = std::make_unique<std::string>(known);
    if (here != tokens_.end()) {
        auto const stale = std::exchange(here->second, who);
        auto const name = members_.at(stale).name;
        members_.erase(stale);
        replaced_ = stale;
        take_name(who, name);
        out.push_back(tell_name(who, "your-name-again", {name}, time));
        return;
    }
    auto const name = away->second.name;
    absent_.erase(away);
    forget_absent_name(name);
    tokens_[known] = who;
    take_name(who, unique(name));
    out.push_back(tell_name(who, "your-name-again", {m.name}, time));
    announce(who, event_kind::join, m.name, {}, time, out);
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
        out.push_back(tell(who, "name-refused", {std::to_string(longest_name)}, time));
        return;
    }
    if (*safe == old || has_number_of(old, *safe)) return;
    if (!old.empty()) names_.erase(name_key(old));
    auto const name = unique(*safe);
    take_name(who, name);
    if (name != *safe)
        out.push_back(tell_name(who, "name-taken", {*safe, name}, time));
    else if (members_.at(who).json && new_token_)
        out.push_back(tell_name(who, "your-name", {name}, time));
    if (old.empty())
        announce(who, event_kind::join, name, {}, time, out);
    else if (name != old && announces())
        out.push_back(
            {delivery::to::others, who, made(event_kind::rename, name, "renamed", {old, name}, time)});
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
        out.push_back(tell_name(who, "name-taken", {old, other}, time));
        out.push_back(
            {delivery::to::others, who, made(event_kind::rename, other, "renamed", {old, other}, time)});
    }
    return out;
}

deliveries room::nobody_elsewhere(std::string const& server, moment time)
{
    deliveries out;
    auto const found = elsewhere_.find(server);
    if (found == elsewhere_.end()) return out;
    for (auto const& [key, name] : found->second)
        if (announces())
            out.push_back({delivery::to::all, 0,
                           made(event_kind::leave, name, "left-because",
                                {name, tr("its server cannot be reached")}, time)});
    elsewhere_.erase(found);
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
    return absent_names_.contains(key);
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
    out.push_back(tell_name(who, "your-guest-name", {name}, time));
    announce(who, event_kind::join, name, {}, time, out);
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
    auto const tell_here = [&](std::string name, std::string_view code, std::vector<std::string> values) {
        out.push_back(
            {delivery::to::one, who, made(event_kind::here, std::move(name), code, std::move(values), time)});
    };
    auto const first = first_names();
    std::string list;
    for (auto const& name : first) {
        if (members_.at(who).json) tell_here(name, "is-here", {name});
        list.append(list.empty() ? "" : ", ").append(name);
    }
    auto count = names_.size();
    for (auto const& [server, theirs] : elsewhere_) count += theirs.size();
    if (count > first.size()) list.append(" …");
    if (list.empty()) list = "-";
    auto const silent = members_.size() - names_.size();
    if (silent > 0) list.append(substitute(tr("; {0} without a name"), {std::to_string(silent)}));
    tell_here({}, "are-here", {std::to_string(count), list});
}

}  // namespace netbasics::room
