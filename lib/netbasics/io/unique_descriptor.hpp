#ifndef NETBASICS_IO_UNIQUE_DESCRIPTOR_HPP
#define NETBASICS_IO_UNIQUE_DESCRIPTOR_HPP

#include <unistd.h>
#include <utility>

namespace netbasics::io {

/// A file descriptor with one owner, closed at its end; -1 for none.
class unique_descriptor {
public:
    unique_descriptor() = default;

    explicit unique_descriptor(int descriptor) noexcept : descriptor_(descriptor) {}

    unique_descriptor(unique_descriptor&& other) noexcept : descriptor_(other.release()) {}

    unique_descriptor& operator=(unique_descriptor other) noexcept
    {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }

    ~unique_descriptor()
    {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    explicit operator bool() const noexcept { return descriptor_ >= 0; }

    int get() const noexcept { return descriptor_; }

    int release() noexcept { return std::exchange(descriptor_, -1); }

private:
    int descriptor_ = -1;
};

}  // namespace netbasics::io

#endif
