#include "netbasics/render/json.hpp"

#include <boost/json/serialize.hpp>

namespace netbasics::render {

void append_json_line(std::string& out, boost::json::object const& object)
{
    out.append(boost::json::serialize(object));
    out.push_back('\n');
}

boost::json::value text_or_null(std::string_view text)
{
    if (text.empty()) return nullptr;
    return boost::json::string(text);
}

}  // namespace netbasics::render
