! SPDX-License-Identifier: MIT

! A program in Fortran 2008 that asks a schedule and a plateau, and makes a mistake.
module lrsched
  use, intrinsic :: iso_c_binding
  implicit none

  interface
    type(c_ptr) function lrsched_open(json, plan) bind(c)
      import :: c_ptr, c_char
      character(kind=c_char), intent(in) :: json(*)
      type(c_ptr), intent(out) :: plan
    end function

    type(c_ptr) function lrsched_open_plateau(json, plan) bind(c)
      import :: c_ptr, c_char
      character(kind=c_char), intent(in) :: json(*)
      type(c_ptr), intent(out) :: plan
    end function

    type(c_ptr) function lrsched_rate(plan, step, rate) bind(c)
      import :: c_ptr, c_int64_t, c_double
      type(c_ptr), value :: plan
      integer(c_int64_t), value :: step
      real(c_double), intent(out) :: rate
    end function

    type(c_ptr) function lrsched_rate_at(plan, position, rate) bind(c)
      import :: c_ptr, c_double
      type(c_ptr), value :: plan
      real(c_double), value :: position
      real(c_double), intent(out) :: rate
    end function

    type(c_ptr) function lrsched_fill(plan, first, count, rates) bind(c)
      import :: c_ptr, c_int64_t, c_double
      type(c_ptr), value :: plan
      integer(c_int64_t), value :: first, count
      real(c_double), intent(out) :: rates(*)
    end function

    type(c_ptr) function lrsched_length(plan, steps) bind(c)
      import :: c_ptr, c_int64_t
      type(c_ptr), value :: plan
      integer(c_int64_t), intent(out) :: steps
    end function

    type(c_ptr) function lrsched_describe(plan, text) bind(c)
      import :: c_ptr
      type(c_ptr), value :: plan
      type(c_ptr), intent(out) :: text
    end function

    type(c_ptr) function lrsched_observe(plan, metric) bind(c)
      import :: c_ptr, c_double
      type(c_ptr), value :: plan
      real(c_double), value :: metric
    end function

    subroutine lrsched_close(plan) bind(c)
      import :: c_ptr
      type(c_ptr), value :: plan
    end subroutine

    integer(c_size_t) function strlen(text) bind(c)
      import :: c_ptr, c_size_t
      type(c_ptr), value :: text
    end function
  end interface

contains

  function in_fortran(text) result(copy)
    type(c_ptr), intent(in) :: text
    character(len=:), allocatable :: copy
    character(kind=c_char), pointer :: letters(:)
    integer :: i
    call c_f_pointer(text, letters, [strlen(text)])
    allocate (character(len=size(letters)) :: copy)
    do i = 1, size(letters)
      copy(i:i) = letters(i)
    end do
  end function

  subroutine check(error)
    type(c_ptr), intent(in) :: error
    if (.not. c_associated(error)) return
    print '(a)', in_fortran(error)
    error stop
  end subroutine

end module

program main
  use lrsched
  implicit none
  real(c_double), parameter :: losses(5) = [3, 2, 2, 2, 1]
  type(c_ptr) :: plan, text
  integer(c_int64_t) :: steps
  real(c_double) :: rate, rates(5)
  integer :: epoch

  call check(lrsched_open('{"linear": {"from": 0, "to": 1, "steps": 4}}'//c_null_char, plan))
  call check(lrsched_describe(plan, text))
  print '(a)', in_fortran(text)
  call check(lrsched_length(plan, steps))
  print '(a, i0)', 'updates: ', steps
  call check(lrsched_rate(plan, 1_c_int64_t, rate))
  print '(a, f5.3)', 'at 1: ', rate
  call check(lrsched_rate_at(plan, 2.5_c_double, rate))
  print '(a, f5.3)', 'at 2.5: ', rate
  call check(lrsched_fill(plan, 0_c_int64_t, 5_c_int64_t, rates))
  print '(a, 5(1x, f5.3))', 'all:', rates
  call lrsched_close(plan)

  call check(lrsched_open_plateau('{"plateau": {"factor": 0.5, "patience": 1}}'//c_null_char, plan))
  do epoch = 1, 5
    call check(lrsched_observe(plan, losses(epoch)))
    call check(lrsched_rate(plan, 0_c_int64_t, rates(epoch)))
  end do
  print '(a, 5(1x, f5.3))', 'plateau:', rates
  call lrsched_close(plan)

  text = lrsched_open('{"cosine": {"from": 1, "to": 0, "steps": -5}}'//c_null_char, plan)
  print '(2a)', 'mistake: ', in_fortran(text)
end program
