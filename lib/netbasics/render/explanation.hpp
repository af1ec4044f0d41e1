#ifndef NETBASICS_RENDER_EXPLANATION_HPP
#define NETBASICS_RENDER_EXPLANATION_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::render {

/** The working of one case: numbered steps, each a sentence, rows of figures below it. Sentences are wrapped,
    rows stand as they are, so that what is compared stays below each other. */
class explanation {
public:
    /// The next numbered step.
    void step(std::string sentence) { parts_.push_back({kind::step, std::move(sentence)}); }

    /// Further sentences of the step, on a line of their own.
    void more(std::string sentence) { parts_.push_back({kind::more, std::move(sentence)}); }

    /// Lines below the step, each ended by LF, as they are.
    void rows(std::string lines) { parts_.push_back({kind::rows, std::move(lines)}); }

    bool empty() const { return parts_.empty(); }

    void append_to(std::string& out, std::size_t columns) const;

private:
    enum class kind { step, more, rows };

    struct part {
        kind what;
        std::string text;
    };

    std::vector<part> parts_;
};

}  // namespace netbasics::render

#endif
