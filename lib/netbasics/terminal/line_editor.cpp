#include "netbasics/terminal/line_editor.hpp"

#include "netbasics/terminal/capability.hpp"
#include "netbasics/terminal/completion.hpp"
#include "netbasics/terminal/key_reader.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <histedit.h>
#include <iterator>
#include <langinfo.h>
#include <stdexcept>
#include <termios.h>
#include <unistd.h>

namespace netbasics::terminal {
namespace {

constexpr int history_lines = 1000;

std::wstring widen(std::string_view text)
{
    std::wstring wide;
    while (!text.empty()) {
        auto const c = text::decode_utf8(text);
        wide.push_back(static_cast<wchar_t>(c.code_point));
        text.remove_prefix(c.bytes == 0 ? text.size() : c.bytes);
    }
    return wide;
}

/// libedit writes characters and counts columns by the locale; without one in UTF-8 it would do neither
/// right.
void want_utf8()
{
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") == 0) return;
    if (std::setlocale(LC_CTYPE, "") != nullptr && std::strcmp(::nl_langinfo(CODESET), "UTF-8") == 0) return;
    std::setlocale(LC_CTYPE, "C.UTF-8");
}

struct closes {
    void operator()(std::FILE* file) const { std::fclose(file); }

    void operator()(EditLine* editor) const { ::el_end(editor); }

    void operator()(HistoryW* history) const { ::history_wend(history); }
};

std::FILE* open_again(int descriptor, char const* mode)
{
    auto* const file = ::fdopen(::dup(descriptor), mode);
    if (file == nullptr) throw std::runtime_error("terminal cannot be opened");
    return file;
}

}  // namespace

unsigned rows_above(std::u32string_view text, unsigned columns)
{
    unsigned row = 0;
    unsigned column = 0;
    for (auto const c : text) {
        unsigned const width = c < 0x20 || c == 0x7F ? 2 : text::display_width(c);  // ^A
        if (column + width > columns) {
            ++row;
            column = 0;
        }
        column += width;
        if (column >= columns) {
            ++row;
            column = 0;
        }
    }
    return row;
}

class line_editor::implementation {
public:
    implementation(int in, int out)
        : in_(in), out_(out), input_(open_again(in, "r")), output_(open_again(out, "w"))
    {
        want_utf8();
        history_.reset(::history_winit());
        HistEventW event;
        ::history_w(history_.get(), &event, H_SETSIZE, history_lines);
        ::history_w(history_.get(), &event, H_SETUNIQUE, 1);
        editor_.reset(::el_init("netbasics", input_.get(), output_.get(), output_.get()));
        if (!editor_) throw std::runtime_error("terminal cannot be edited on");
        auto* const e = editor_.get();
        ::el_wset(e, EL_CLIENTDATA, this);
        ::el_wset(e, EL_SIGNAL, 0);
        ::el_wset(e, EL_EDITOR, L"emacs");
        ::el_wset(e, EL_HIST, ::history_w, history_.get());
        ::el_wset(e, EL_PROMPT, &implementation::give_prompt);
        ::el_wset(e, EL_GETCFN, &implementation::give_character);
        // Keys whose commands would wait for a further one.
        for (auto const* key : {L"^V", L"^Q", L"\\ex", L"\\eX"})
            ::el_wset(e, EL_BIND, key, L"ed-unassigned", nullptr);
        bind_arrows();
    }

    ~implementation() { suspend(); }

    void suspend()
    {
        if (!active_) return;
        active_ = false;
        auto const* const line = ::el_wline(editor_.get());
        kept_.assign(line->buffer, line->lastchar);
        kept_cursor_ = line->cursor - line->buffer;
        erase();
        std::fputs("\033[0m", output_.get());
        std::fflush(output_.get());
        ::el_wset(editor_.get(), EL_UNBUFFERED, 0);
        ::tcsetattr(in_, TCSADRAIN, &before_);
    }

    void resume()
    {
        if (active_) return;
        ::tcgetattr(in_, &before_);  // the shell may have set something in between
        active_ = true;
        ::el_wset(editor_.get(), EL_UNBUFFERED, 1);
        if (kept_.empty()) return;
        ::el_winsertstr(editor_.get(), kept_.c_str());
        ::el_cursor(editor_.get(),
                    static_cast<int>(kept_cursor_ - static_cast<std::ptrdiff_t>(kept_.size())));
        erase();
        ::el_wset(editor_.get(), EL_REFRESH);
        kept_.clear();
    }

    void completes(std::function<std::vector<std::string>()> names) { names_ = std::move(names); }

    void resized()
    {
        ::el_resize(editor_.get());
        print({});
    }

    void prompt(std::string_view text)
    {
        if (active_) erase();
        prompt_ = widen(text);
        if (active_) ::el_wset(editor_.get(), EL_REFRESH);
    }

    void print(std::string_view lines)
    {
        if (active_) erase();
        std::fwrite(lines.data(), 1, lines.size(), output_.get());
        if (active_) ::el_wset(editor_.get(), EL_REFRESH);
        std::fflush(output_.get());
    }

    bool feed(std::string_view bytes, std::vector<std::string>& lines)
    {
        reader_.add(bytes);
        while (auto const key = reader_.next()) {
            if (*key == U"\4" && is_empty()) return false;
            if (*key == U"\t" && names_)
                complete(lines);
            else
                press(*key == U"\t" ? U" " : *key, times(*key), lines);
        }
        return true;
    }

private:
    static implementation* of(EditLine* editor)
    {
        void* self = nullptr;
        ::el_wget(editor, EL_CLIENTDATA, &self);
        return static_cast<implementation*>(self);
    }

    static wchar_t* give_prompt(EditLine* editor) { return of(editor)->prompt_.data(); }

    static int give_character(EditLine* editor, wchar_t* c)
    {
        auto& keys = of(editor)->keys_;
        if (keys.empty()) return -1;
        *c = static_cast<wchar_t>(keys.front());
        keys.erase(0, 1);
        return 1;
    }

    void bind_arrows()
    {
        struct binding {
            wchar_t const* key;
            wchar_t const* command;
        };

        constexpr binding bindings[] = {
            {L"\\e[A", L"ed-prev-history"},      {L"\\e[B", L"ed-next-history"},
            {L"\\e[C", L"ed-next-char"},         {L"\\e[D", L"ed-prev-char"},
            {L"\\e[H", L"ed-move-to-beg"},       {L"\\e[F", L"ed-move-to-end"},
            {L"\\eOA", L"ed-prev-history"},      {L"\\eOB", L"ed-next-history"},
            {L"\\eOC", L"ed-next-char"},         {L"\\eOD", L"ed-prev-char"},
            {L"\\eOH", L"ed-move-to-beg"},       {L"\\eOF", L"ed-move-to-end"},
            {L"\\e[1~", L"ed-move-to-beg"},      {L"\\e[4~", L"ed-move-to-end"},
            {L"\\e[3~", L"ed-delete-next-char"}, {L"\\e[1;5C", L"em-next-word"},
            {L"\\e[1;5D", L"ed-prev-word"},      {L"^W", L"ed-delete-prev-word"},
            {L"^U", L"vi-kill-line-prev"},
        };
        for (auto const& b : bindings) ::el_wset(editor_.get(), EL_BIND, b.key, b.command, nullptr);
    }

    std::wstring_view typed() const
    {
        auto const* const line = ::el_wline(editor_.get());
        return {line->buffer, static_cast<std::size_t>(line->lastchar - line->buffer)};
    }

    bool is_empty() const { return typed().empty(); }

    /// How often libedit, which moves by code points, has to do what a key does to a character.
    std::size_t times(std::u32string const& key) const
    {
        constexpr std::u32string_view back[] = {U"\x7F", U"\b", U"\033[D", U"\033OD", U"\2"};
        constexpr std::u32string_view ahead[] = {U"\033[C", U"\033OC", U"\6", U"\033[3~", U"\4"};
        auto const is_one_of = [&](auto const& keys) {
            return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
        };
        auto const* const line = ::el_wline(editor_.get());
        if (is_one_of(back))
            return std::max<std::size_t>(1, text::last_cluster(points(line->buffer, line->cursor)));
        if (is_one_of(ahead))
            return std::max<std::size_t>(1, text::first_cluster(points(line->cursor, line->lastchar)));
        return 1;
    }

    static std::u32string points(wchar_t const* begin, wchar_t const* end)
    {
        std::u32string all;
        for (; begin != end; ++begin) all.push_back(static_cast<char32_t>(*begin));
        return all;
    }

    void press(std::u32string const& key, std::size_t count, std::vector<std::string>& lines)
    {
        for (; count > 0; --count) {
            keys_ = key;
            while (!keys_.empty()) step(lines);
        }
    }

    /// The word before the cursor becomes the one name that begins so, or as much as several have in common;
    /// then a second look shows them.
    void complete(std::vector<std::string>& lines)
    {
        auto const* const line = ::el_wline(editor_.get());
        auto const before = points(line->buffer, line->cursor);
        auto const begin = before.find_last_of(U' ') + 1;
        std::string word;
        for (auto const c : before.substr(begin)) text::append_utf8(word, c);
        auto const found = complete_word(word, names_());
        if (found.text.size() > word.size() || (found.whole && !word.empty())) {
            press(U"\x7F", before.size() - begin, lines);
            auto text = found.text;
            if (found.whole) text += begin == 0 ? ": " : " ";
            for (std::string_view rest = text; !rest.empty();) {
                auto const c = text::decode_utf8(rest);
                press(std::u32string(1, c.code_point), 1, lines);
                rest.remove_prefix(c.bytes == 0 ? rest.size() : c.bytes);
            }
        } else if (found.candidates.size() > 1) {
            std::string all;
            for (auto const& name : found.candidates) all += (all.empty() ? "" : "  ") + name;
            print(all + '\n');
        }
    }

    /// One key. A line that it finishes is taken, and the next one begins.
    void step(std::vector<std::string>& lines)
    {
        int count = 0;
        auto const waiting = keys_.size();
        wchar_t const* const text = ::el_wgets(editor_.get(), &count);
        if (keys_.size() == waiting) keys_.clear();  // nothing wants the rest
        if (text == nullptr || count <= 0 || (text[count - 1] != L'\n' && text[count - 1] != L'\r')) return;
        std::wstring const line(text, static_cast<std::size_t>(count - 1));
        if (!line.empty()) {
            HistEventW event;
            ::history_w(history_.get(), &event, H_ENTER, line.c_str());
        }
        lines.emplace_back();
        for (auto const c : line) text::append_utf8(lines.back(), static_cast<char32_t>(c));
        ::el_wset(editor_.get(), EL_UNBUFFERED, 0);
        ::el_wset(editor_.get(), EL_UNBUFFERED, 1);
    }

    /// Takes the prompt and the typed text off the screen, on all the rows that they cover.
    void erase()
    {
        auto const* const line = ::el_wline(editor_.get());
        std::u32string before;
        for (auto const c : prompt_) before.push_back(static_cast<char32_t>(c));
        for (auto const* p = line->buffer; p != line->cursor; ++p)
            before.push_back(static_cast<char32_t>(*p));
        auto const up = rows_above(before, columns(out_));
        if (up > 0) std::fprintf(output_.get(), "\033[%uA", up);
        std::fputs("\r\033[J", output_.get());
    }

    int in_;
    int out_;
    std::unique_ptr<std::FILE, closes> input_;
    std::unique_ptr<std::FILE, closes> output_;
    std::unique_ptr<HistoryW, closes> history_;
    std::unique_ptr<EditLine, closes> editor_;
    termios before_{};
    key_reader reader_;
    std::u32string keys_;
    std::wstring prompt_;
    std::function<std::vector<std::string>()> names_;
    std::wstring kept_;  ///< typed before the program was stopped
    std::ptrdiff_t kept_cursor_ = 0;
    bool active_ = false;
};

line_editor::line_editor(int in, int out) : me_(std::make_unique<implementation>(in, out)) {}

line_editor::~line_editor() = default;

void line_editor::prompt(std::string_view text) { me_->prompt(text); }

bool line_editor::feed(std::string_view bytes, std::vector<std::string>& lines)
{
    return me_->feed(bytes, lines);
}

void line_editor::completes(std::function<std::vector<std::string>()> names)
{
    me_->completes(std::move(names));
}

void line_editor::print(std::string_view lines) { me_->print(lines); }

void line_editor::resized() { me_->resized(); }

void line_editor::suspend() { me_->suspend(); }

void line_editor::resume() { me_->resume(); }

}  // namespace netbasics::terminal
