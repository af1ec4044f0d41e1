#ifndef NETBASICS_TERMINAL_KEY_READER_HPP
#define NETBASICS_TERMINAL_KEY_READER_HPP

#include <optional>
#include <string>
#include <string_view>

namespace netbasics::terminal {

/** Cuts what a keyboard sends into keys: a character, or a whole escape sequence.
    A key that has come in part waits for its rest, so that an editor is never left in the middle of one. */
class key_reader {
public:
    void add(std::string_view bytes) { bytes_.append(bytes); }

    /// The next key as code points. The marks around pasted text are dropped, bytes that are not UTF-8 too.
    std::optional<std::u32string> next();

private:
    std::size_t size_of_key() const;

    std::string bytes_;
};

}  // namespace netbasics::terminal

#endif
