#include "netbasics/tls/known_servers.hpp"

#include "netbasics/io/state_file.hpp"

#include <algorithm>
#include <utility>

namespace netbasics::tls {

constexpr std::size_t most_bytes = std::size_t{4} << 20;

result<known_servers> known_servers::read(std::string const& path)
{
    known_servers made;
    made.path_ = path;
    auto const text = io::read_state(path, most_bytes);
    if (text.has_error() && text.error().system == boost::system::errc::no_such_file_or_directory)
        return made;
    if (text.has_error()) return text.error();
    made.text_ = *text;
    std::size_t number = 0;
    for (std::string_view rest = made.text_; !rest.empty();) {
        auto const line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        auto const blank = line.find(' ');
        auto const print = read_fingerprint(line.substr(std::min(blank, line.size() - 1) + 1));
        if (blank == line.npos || print.has_error()) {
            error broken(errc::known_servers_broken);
            broken.ordinal = static_cast<std::uint32_t>(number);
            return broken;
        }
        made.entries_.push_back({std::string(line.substr(0, blank)), *print, number});
    }
    made.unended_ = !made.text_.empty() && !made.text_.ends_with('\n');
    if (made.unended_) made.text_.push_back('\n');
    return made;
}

namespace {

/// Names are the same in any case (RFC 4343).
bool is_same_name(std::string_view a, std::string_view b)
{
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

known_servers::entry const* known_servers::find(std::string_view server) const
{
    auto const found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](entry const& e) { return is_same_name(e.server, server); });
    return found == entries_.end() ? nullptr : &*found;
}

result<void> known_servers::remember(std::string const& server, fingerprint const& print)
{
    auto const line = server + ' ' + to_string(print) + '\n';
    text_ += line;
    entries_.push_back(
        {server, print, static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'))});
    return io::append_state(path_, std::exchange(unended_, false) ? '\n' + line : line);
}

}  // namespace netbasics::tls
