#include "netbasics/host/process.hpp"
#include "netbasics/io/small_file.hpp"

#include <algorithm>
#include <charconv>

namespace netbasics::host {
namespace {

/// `\x2d` is a hyphen: what systemd's unit names cannot have is written so.
std::string without_escapes(std::string_view name)
{
    std::string text;
    while (!name.empty()) {
        unsigned byte = 0;
        bool const escaped =
            name.size() >= 4 && name.starts_with("\\x") &&
            std::from_chars(name.data() + 2, name.data() + 4, byte, 16).ptr == name.data() + 4;
        text.push_back(escaped ? static_cast<char>(byte) : name.front());
        name.remove_prefix(escaped ? 4 : 1);
    }
    return text;
}

bool is_identifier(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// Takes `head` off the front of `text`; false where it does not begin so.
bool take_head(std::string_view& text, std::string_view head)
{
    if (!text.starts_with(head)) return false;
    text.remove_prefix(head.size());
    return true;
}

/// One part of a path: `docker-IDENTIFIER.scope`, or `IDENTIFIER` behind `docker`.
void read_container(process_manager& found, std::string_view part, std::string_view before)
{
    constexpr struct {
        std::string_view head, engine;
    } scopes[] = {{"docker-", "docker"},
                  {"libpod-", "podman"},
                  {"cri-containerd-", "containerd"},
                  {"nerdctl-", "containerd"},
                  {"crio-", "crio"}};

    auto name = part;
    if (name.ends_with(".scope")) name.remove_suffix(6);
    for (auto const& [head, engine] : scopes) {
        auto identifier = name;
        if (!take_head(identifier, head) || !is_identifier(identifier)) continue;
        found.engine = engine;
        found.container = identifier;
        return;
    }
    if (is_identifier(name) && (before == "docker" || before.starts_with("pod"))) {
        found.engine = before == "docker" ? "docker" : "containerd";
        found.container = name;
    } else if (take_head(name, "lxc.payload.") || (before == "lxc" && !name.empty())) {
        found.engine = "lxc";
        found.container = name;
    } else if (take_head(name, "machine-") && part.ends_with(".scope")) {
        found.engine = "nspawn";
        found.container = without_escapes(name);
    } else if (take_head(name, "systemd-nspawn@") && part.ends_with(".service")) {
        name.remove_suffix(8);
        found.engine = "nspawn";
        found.container = without_escapes(name);
    }
}

process_manager read_path(std::string_view path)
{
    process_manager found;
    std::string_view before;
    bool user_manager = false;
    while (!path.empty()) {
        auto const part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(part.size() + 1, path.size()));
        if (part.empty()) continue;
        read_container(found, part, before);
        bool const is_manager = part.starts_with("user@") && part.ends_with(".service");
        if (is_manager) {
            user_manager = true;
        } else if (part.ends_with(".service")) {
            found.unit = without_escapes(part);
            found.of_user = user_manager;
        }
        before = part;
    }
    return found;
}

}  // namespace

process_manager read_control_groups(std::string_view text)
{
    process_manager best;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        auto const first = line.find(':');
        auto const second = first == line.npos ? first : line.find(':', first + 1);
        if (second == line.npos) continue;
        auto found = read_path(line.substr(second + 1));
        if (best.unit.empty()) {
            best.unit = std::move(found.unit);
            best.of_user = found.of_user;
        }
        if (best.engine.empty()) {
            best.engine = std::move(found.engine);
            best.container = std::move(found.container);
        }
    }
    return best;
}

process_manager manager_of(pid_t pid)
{
    auto const path = "/proc/" + std::to_string(pid) + "/cgroup";
    return read_control_groups(io::read_small_file(path.c_str()).value_or(""));
}

}  // namespace netbasics::host
