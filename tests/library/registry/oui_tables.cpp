#include "netbasics/registry/oui_tables.hpp"

int main()
{
    auto const tables = netbasics::registry::embedded_oui_tables();
    return tables.ma_l.source.blocks == 0 || tables.ma_l.source.date.size() != 10;
}
