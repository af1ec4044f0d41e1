#include "netbasics/net/framer.hpp"

#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace netbasics::net {
namespace {

constexpr std::size_t receive_size = std::size_t{64} * 1024;
constexpr std::size_t most_undecided = std::size_t{16} * 1024;  ///< no one types that much without a line end

/// Bytes at the end of `text` that begin a character whose rest has not come: 0 to 3.
std::size_t unfinished_character(std::string_view text)
{
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        auto const byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80) continue;
        return text::decode_utf8(text.substr(text.size() - back)).bytes == 0 ? back : 0;
    }
    return 0;
}

}  // namespace

framer::framer(framing how) : how_(how) {}

std::span<char> framer::space()
{
    if (bytes_.empty()) bytes_.resize(longest + receive_size);
    std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
              bytes_.begin() + static_cast<std::ptrdiff_t>(end_), bytes_.begin());
    end_ -= begin_;
    scanned_ -= begin_;
    begin_ = 0;
    return std::span(bytes_).subspan(end_);
}

void framer::received(std::size_t bytes) { end_ += bytes; }

void framer::decide(framing how) noexcept
{
    how_ = how;
    scanned_ = begin_;
}

batch framer::take()
{
    messages_.clear();
    if (how_ == framing::automatic) guess();
    if (how_ == framing::line) take_lines();
    if (how_ == framing::raw) take_raw();
    return messages_;
}

void framer::guess()
{
    if (begin_ == end_) return;
    bool const has_line_end = std::memchr(bytes_.data() + begin_, '\n', end_ - begin_) != nullptr;
    scanned_ = end_;
    if (has_line_end || end_ - begin_ > most_undecided || ended_) decide(framing::line);
}

void framer::add(std::size_t bytes, bool ends, bool terminated)
{
    messages_.push_back({{bytes_.data() + begin_, bytes}, begins_, ends, terminated});
    begins_ = ends;
    begin_ += bytes;
}

void framer::take_lines()
{
    while (begin_ < end_) {
        auto const* const found = std::memchr(bytes_.data() + scanned_, '\n', end_ - scanned_);
        scanned_ = end_;
        if (found == nullptr) break;
        add(static_cast<std::size_t>(static_cast<char const*>(found) - (bytes_.data() + begin_)), true, true);
        scanned_ = ++begin_;
    }
    std::string_view const rest(bytes_.data() + begin_, end_ - begin_);
    if (ended_ && (!rest.empty() || !begins_))
        add(rest.size(), true, false);
    else if (rest.size() >= longest)
        add(rest.size() - unfinished_character(rest), false, true);
}

void framer::take_raw()
{
    std::string_view text(bytes_.data() + begin_, end_ - begin_);
    scanned_ = end_;
    if (!ended_) text.remove_suffix(unfinished_character(text));
    if (text.empty()) return;
    add(text.size(), true, true);
    auto& shown = messages_.back().text;
    if (shown.ends_with('\n')) shown.remove_suffix(1);
    if (shown.size() + 1 == text.size() && shown.ends_with('\r')) shown.remove_suffix(1);
}

}  // namespace netbasics::net
