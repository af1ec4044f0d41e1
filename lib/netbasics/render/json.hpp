#ifndef NETBASICS_RENDER_JSON_HPP
#define NETBASICS_RENDER_JSON_HPP

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace netbasics::render {

/// One object and a line end (JSON Lines). Keys keep the order in which they were put in.
void append_json_line(std::string& out, boost::json::object const& object);

/// The text, or null where it is empty.
boost::json::value text_or_null(std::string_view text);

}  // namespace netbasics::render

#endif
