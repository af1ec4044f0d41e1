#include "netbasics/render/explanation.hpp"

#include "netbasics/render/paragraph.hpp"

namespace netbasics::render {

void explanation::append_to(std::string& out, std::size_t columns) const
{
    constexpr std::size_t indent = 3;
    unsigned number = 0;
    for (auto const& p : parts_) {
        if (p.what == kind::rows) {
            for (std::string_view rest = p.text; !rest.empty();) {
                auto const end = rest.find('\n') + 1;
                out.append(indent, ' ').append(rest.substr(0, end));
                rest.remove_prefix(end);
            }
            continue;
        }
        std::string head(indent, ' ');
        if (p.what == kind::step) {
            head = std::to_string(++number) + ". ";
            if (head.size() < indent) head.append(indent - head.size(), ' ');
        }
        out.append(head);
        append_paragraph(out, p.text, columns, head.size(), indent);
        out.push_back('\n');
    }
}

}  // namespace netbasics::render
