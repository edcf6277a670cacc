// SPDX-License-Identifier: MIT
#ifndef LRSCHED_UNHEARD_OF_NEW_HPP
#define LRSCHED_UNHEARD_OF_NEW_HPP

#endif
