// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_HOST_DEVICE_HPP
#define LRSCHED_DETAIL_HOST_DEVICE_HPP

// Everything that runs when a schedule is called carries LRSCHED_HOST_DEVICE: under nvcc it is compiled for the host
// and for the device, elsewhere the word vanishes. Constructors do not carry it, for they may throw.

#if defined(__CUDACC__)
#define LRSCHED_HOST_DEVICE __host__ __device__
#else
#define LRSCHED_HOST_DEVICE
#endif

#endif
