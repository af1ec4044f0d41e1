#include "netbasics/server/operator_desk.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::server {

std::optional<room::delivery> operator_desk::hear(room::member_id who, std::string_view line,
                                                  room::moment time)
{
    auto const word = line.substr(0, line.find(' '));
    auto rest = line.substr(std::min(word.size() + 1, line.size()));
    while (rest.ends_with(' ')) rest.remove_suffix(1);
    if (word == "/kick") return kick(who, rest, time);
    if (word == "/ban") return ban(who, rest, time);
    if (word == "/unban") return unban(who, rest, time);
    return std::nullopt;
}

session_ptr operator_desk::named(std::string_view name) const
{
    auto const id = room_.find(name);
    return id ? roll_.find(*id) : nullptr;
}

room::delivery operator_desk::kick(room::member_id who, std::string_view name, room::moment time)
{
    auto const whom = named(name);
    if (!whom) return room::room::tell(who, "nobody-named", {std::string(name)}, time);
    auto const known = room_.name_of(whom->id);
    remove_(whom);
    return room::room::tell(who, "kicked-one", {known, to_string(own_prefix(whom->address))}, time);
}

room::delivery operator_desk::ban(room::member_id who, std::string_view whom, room::moment time)
{
    auto const read = ip::prefix::from_string(whom);
    auto const member = read.has_value() ? nullptr : named(whom);
    if (read.has_error() && !member) return room::room::tell(who, "nobody-named", {std::string(whom)}, time);
    auto const where = member ? own_prefix(member->address) : *read;
    door_.ban(where);
    std::size_t ended = 0;
    auto const all = roll_.all();  // removing changes it
    for (auto const& s : all) {
        if (!s->is_open() || !door_.is_banned(s->address)) continue;
        remove_(s);
        ++ended;
    }
    return room::room::tell(who, "banned", {to_string(where), std::to_string(ended)}, time);
}

room::delivery operator_desk::unban(room::member_id who, std::string_view where, room::moment time)
{
    if (where.empty()) {
        std::string list;
        for (auto const& prefix : door_.bans())
            list.append(list.empty() ? "" : ", ").append(to_string(prefix));
        return room::room::tell(who, "bans", {list.empty() ? "-" : list}, time);
    }
    auto const read = ip::prefix::from_string(where);
    bool const done = read.has_value() && door_.unban(*read);
    return room::room::tell(who, done ? "unbanned" : "not-banned", {std::string(where)}, time);
}

room::delivery operator_desk::addresses(room::member_id who, room::moment time) const
{
    constexpr std::size_t most = 100;
    std::string list;
    std::size_t count = 0;
    for (auto const& s : roll_.all()) {
        if (!s->is_open()) continue;
        if (++count > most) {
            list.append(" …");
            break;
        }
        auto const name = s->is_in_room() ? room_.name_of(s->id) : std::string();
        list.append(list.empty() ? "" : ", ").append(name.empty() ? "-" : name).push_back(' ');
        list.append(s->address.to_string());
    }
    return room::room::tell(who, "addresses", {list.empty() ? "-" : list}, time);
}

}  // namespace netbasics::server
