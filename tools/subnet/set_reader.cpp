#include "subnet/set_reader.hpp"

#include "input_file.hpp"
#include "progress.hpp"
#include "report.hpp"
#include "subnet/prefix_lines.hpp"
#include "subnet/verbs.hpp"

#include "netbasics/set/set_text.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <utility>

namespace netbasics::tools {
/// Puts entries into the builder and tells bad lines.
class set_reader::list_taker final : public set::list_sink {
public:
    list_taker(set_reader& reader, input_file const& file, set::prefix_set_builder& to)
        : reader_(reader), title_(file.title()), to_(to), mapped_as_v4_(reader.given_.has("mapped-as-v4")),
          progress_(file, reader.io_)
    {
    }

    void entry(ip::address_range const& r) override { to_.add(mapped_as_v4_ ? unmapped(r) : r); }

    bool bad_line(std::uint64_t number, std::string_view line, error const& why) override
    {
        reader_.bad_lines_.tell(title_, number, line, why);
        stopped_ = reader_.given_.has("strict");
        return !stopped_;
    }

    void advance(std::size_t bytes) override { progress_.add(bytes); }

    bool stopped() const { return stopped_; }

private:
    set_reader& reader_;
    std::string_view title_;
    set::prefix_set_builder& to_;
    bool mapped_as_v4_;
    bool stopped_ = false;
    progress progress_;
};

bool set_reader::add_file(std::string const& name, set::prefix_set_builder& to)
{
    auto const cannot = [&](error const& why) {
        complain(given_.title(), io_, terminal::harmless(name) + ": " + message(why));
        return false;
    };
    if (name == "-" && std::exchange(standard_input_read_, true)) {
        complain(given_.title(), io_, tr("standard input can be read once only"));
        return false;
    }
    auto const file = input_file::open(name, io_);
    if (!file) return cannot(file.error());
    list_taker taker(*this, *file, to);
    if (auto const done = set::read_list(file->descriptor(), taker); !done) return cannot(done.error());
    return !taker.stopped();
}

bool set_reader::add(std::string const& word, set::prefix_set_builder& to)
{
    if (word == "-") return add_file(word, to);
    if (word.starts_with('@')) return add_file(word.substr(1), to);
    constexpr std::string_view separators = ", \t\n";
    auto at = std::min(word.find_first_not_of(separators), word.size());
    do {
        auto const found = set::read_set(word, at);
        if (!found) {
            complain(given_.title(), io_, word, found.error());
            return false;
        }
        for (auto const& r : found->ranges) to.add(given_.has("mapped-as-v4") ? unmapped(r) : r);
        at = std::min(word.find_first_not_of(separators, found->end), word.size());
    } while (at < word.size());
    return true;
}

std::optional<set::prefix_set> set_reader::read(std::span<std::string const> words)
{
    set::prefix_set_builder builder;
    for (auto const& word : words)
        if (!add(word, builder)) return {};
    return std::move(builder).build();
}

std::vector<std::string> set_words(arguments const& given)
{
    return given.operands().empty() ? std::vector<std::string>{"-"} : given.operands();
}

exit_status write_set(set::prefix_set const& made, arguments const& given, streams io, exit_status empty)
{
    prefix_lines lines(given, io);
    made.for_each_prefix([&](auto p) { lines.write(p); });
    return made.empty() ? empty : success;
}

namespace {
constexpr option_group groups[] = {{nullptr, set_rows}};
}

constinit option_table const subnet_verbs::set_options = groups;

}  // namespace netbasics::tools
