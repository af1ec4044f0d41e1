#ifndef NETBASICS_TESTS_SUPPORT_BROWSER_HPP
#define NETBASICS_TESTS_SUPPORT_BROWSER_HPP

#include "support/program.hpp"
#include "support/temporary_folder.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace netbasics::test {

/** Chromium without a window, driven by chromedriver (W3C WebDriver). A profile of its own; both processes
   end with it, whatever happens. */
class browser {
public:
    struct look {
        bool dark = false;
        int width = 1100;
        int height = 760;
        std::string language = "en";
    };

    static constexpr char const* program = "/usr/bin/chromium";
    static constexpr char const* driver_program = "/usr/bin/chromedriver";

    explicit browser(look how);

    browser() : browser(look{}) {}

    ~browser();
    browser(browser const&) = delete;
    browser& operator=(browser const&) = delete;

    void open(std::string const& url);

    /// What a function with this body returns.
    boost::json::value run(std::string const& body);
    std::string text(std::string const& expression);

    /// Until the expression is true.
    bool wait_for(std::string const& expression, int milliseconds = 15'000);

    /// Keys, as a user presses them; keys without a character are at U+E000 (WebDriver, section 17.4.2).
    void type(std::string_view keys);

    /// What the browser has warned of since the last time; its advice does not count.
    std::string complaints();

    /// As a PNG file.
    void photograph(std::string const& path);

    /// Chrome DevTools Protocol.
    boost::json::value command(std::string const& name, boost::json::object parameters);

private:
    boost::json::value ask(std::string const& method, std::string const& path,
                           boost::json::value const& body);
    boost::json::value in_session(std::string const& path, boost::json::value const& body);
    void end();

    temporary_folder profile_;
    running_program driver_;
    std::string port_;
    std::string session_;
    pid_t process_ = 0;
};

constexpr std::string_view enter_key = "\uE007";
constexpr std::string_view tab_key = "\uE004";
constexpr std::string_view escape_key = "\uE00C";
constexpr std::string_view shift_key = "\uE008";  ///< held until the end of what is typed

}  // namespace netbasics::test

#endif
