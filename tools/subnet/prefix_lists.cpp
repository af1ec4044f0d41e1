#include "subnet/prefix_lists.hpp"

#include "input_file.hpp"
#include "report.hpp"

#include "netbasics/set/list_reader.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

/// Takes the entries of one file, and tells its bad lines.
class told_list final : public set::list_sink {
public:
    told_list(arguments const& given, streams io, std::string title, set::prefix_set_builder& builder)
        : given_(given), io_(io), title_(std::move(title)), builder_(builder)
    {
    }

    void entry(ip::address_range const& r) override { builder_.add(r); }

    bool bad_line(std::uint64_t number, std::string_view line, error const& why) override
    {
        constexpr std::uint64_t most_told = 20;
        if (++bad_ > most_told) return true;
        complain(given_.title() + ": " + title_ + ":" + std::to_string(number), io_, line, why);
        return true;
    }

    std::uint64_t bad() const { return bad_; }

private:
    arguments const& given_;
    streams io_;
    std::string title_;
    set::prefix_set_builder& builder_;
    std::uint64_t bad_ = 0;
};

} // namespace

void prefix_lists::add_text(std::string_view text)
{
    constexpr std::string_view separators = ", \t\n";
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
        if (text.empty()) return;
        auto const word = text.substr(0, text.find_first_of(separators));
        text.remove_prefix(word.size());
        if (word.starts_with('@')) {
            add_file(std::string(word.substr(1)));
            continue;
        }
        auto const range = ip::address_range_from_text(word);
        if (range) {
            builder_.add(*range);
        } else {
            complain(given_.title(), io_, word, range.error());
            refused_ = true;
        }
    }
}

void prefix_lists::add_file(std::string const& name)
{
    auto const file = input_file::open(name, io_);
    if (!file) {
        complain(given_.title(), io_, name, file.error());
        refused_ = true;
        return;
    }
    told_list list(given_, io_, file->title(), builder_);
    auto const read = set::read_list(file->descriptor(), list);
    if (!read) {
        complain(given_.title(), io_, name, read.error());
        refused_ = true;
    }
    bad_lines_ = bad_lines_ || list.bad() > 0;
}

} // namespace netbasics::tools
