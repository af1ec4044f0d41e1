#include "mac/kind.hpp"

namespace netbasics::tools::mac_verbs {

void append_owners(std::string& out, registry::oui_match const& match)
{
    if (match.owners.empty() || match.unassigned_part) {
        out.push_back('-');
        return;
    }
    for (std::size_t i = 0; i < match.owners.size(); ++i)
        out.append(i == 0 ? "" : " / ").append(match.owners[i]);
}

void append_kind(std::string& out, profile const& p)
{
    if (p.special != nullptr)
        out.append(meaning_of(*p.special, p.leading, p.special->meaning));
    else if (auto const name = registry_name(p.match); !name.empty())
        out.append(name);
    else if (p.randomised)
        out.append("randomised");
    else if (p.first().is_local())
        out.append("local ").append(mac::to_string(p.first().slap()));
    else
        out.append("unregistered");
    if (p.special == nullptr && p.first().is_group()) out.append(" group");
}

}  // namespace netbasics::tools::mac_verbs
