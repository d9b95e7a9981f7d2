#include "app/text.hpp"
