#define BOOST_TEST_MODULE netbasics
#include <boost/test/unit_test.hpp>
