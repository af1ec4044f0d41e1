#ifndef NETBASICS_SET_ACCESS_LIST_HPP
#define NETBASICS_SET_ACCESS_LIST_HPP

#include "netbasics/set/prefix_set.hpp"

namespace netbasics::set {

/// Who may come: nobody who is denied, and where anybody is allowed, nobody else.
class access_list {
public:
    access_list() = default;  ///< everybody

    access_list(prefix_set allowed, prefix_set denied)
        : allowed_(std::move(allowed)), denied_(std::move(denied))
    {
    }

    bool denies(ip::address a) const noexcept { return denied_.contains(a); }

    bool admits(ip::address a) const noexcept
    {
        return !denies(a) && (allowed_.empty() || allowed_.contains(a));
    }

private:
    prefix_set allowed_;
    prefix_set denied_;
};

}  // namespace netbasics::set

#endif
