#include "netbasics/text/fold_case.hpp"

#include <boost/test/unit_test.hpp>

using namespace netbasics::text;

BOOST_AUTO_TEST_SUITE(text_fold_case)

BOOST_AUTO_TEST_CASE(letters_of_one_kind_compare_equal)
{
    BOOST_TEST(fold_case("Dell Inc.") == "dell inc.");
    BOOST_TEST(fold_case("STRASSE") == fold_case("straße"));
    BOOST_TEST(fold_case("É") == fold_case("e\u0301"));  // one character or two
    BOOST_TEST(fold_case("A\xFFZ") == "a\xFFz");         // not UTF-8
    BOOST_TEST(fold_ascii_case("@AZ[`az{É") == "@az[`az{É");
    BOOST_TEST(fold_case("") == "");
}

BOOST_AUTO_TEST_SUITE_END()
