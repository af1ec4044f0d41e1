#include "netbasics/terminal/completion.hpp"

#include <boost/test/unit_test.hpp>

using netbasics::terminal::complete_word;

BOOST_AUTO_TEST_SUITE(terminal_completion)

BOOST_AUTO_TEST_CASE(one_name_is_taken_several_share_a_beginning)
{
    std::vector<std::string> const names{"Anna", "Annabel", "bob", "张三", "Éric", "bob"};
    auto const one = complete_word("B", names);
    BOOST_TEST(one.whole);
    BOOST_TEST(one.text == "bob");
    auto const several = complete_word("a", names);
    BOOST_TEST(!several.whole);
    BOOST_TEST(several.text == "Anna");
    BOOST_TEST(several.candidates == (std::vector<std::string>{"Anna", "Annabel"}),
               boost::test_tools::per_element());
    BOOST_TEST(complete_word("annab", names).text == "Annabel");
    BOOST_TEST(complete_word("张", names).text == "张三");
    BOOST_TEST(complete_word("é", names).text == "Éric");
    auto const none = complete_word("x", names);
    BOOST_TEST(none.text == "x");
    BOOST_TEST(none.candidates.empty());
}

BOOST_AUTO_TEST_SUITE_END()
