#include "netbasics/text/translate.hpp"

#include <boost/test/unit_test.hpp>

using netbasics::substitute;

BOOST_AUTO_TEST_SUITE(text_translate)

BOOST_AUTO_TEST_CASE(numbers_in_braces_are_replaced_in_any_order)
{
    BOOST_TEST(substitute("{1} before {0}", {"a", "b"}) == "b before a");
    BOOST_TEST(substitute("{0}{0}", {"x"}) == "xx");
}

BOOST_AUTO_TEST_CASE(what_a_translation_got_wrong_is_shown_as_it_is)
{
    BOOST_TEST(substitute("{2} {", {"a"}) == "{2} {");
    BOOST_TEST(substitute("{", {}) == "{");
    BOOST_TEST(substitute("{x}", {"a"}) == "{x}");
}

BOOST_AUTO_TEST_SUITE_END()
