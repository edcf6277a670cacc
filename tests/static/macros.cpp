// SPDX-License-Identifier: MIT
// clang-format off

// The headers compile whatever windows.h, X11, Arduino, curses, termios, <complex.h> and their like define, and leave
// it as it was.

#define near @nonsense@
#define far @nonsense@
#define small @nonsense@
#define min @nonsense@
#define max @nonsense@
#define check @nonsense@
#define require @nonsense@
#define block @nonsense@
#define power @nonsense@
#define wide @nonsense@
#define interface @nonsense@
#define None @nonsense@
#define Bool @nonsense@
#define Status @nonsense@
#define Success @nonsense@
#define I @nonsense@
#define B0 @nonsense@
#define PI @nonsense@
#define F @nonsense@
#define abs @nonsense@
#define round @nonsense@
#define IN @nonsense@
#define OUT @nonsense@
#define ERROR @nonsense@
#define OPTIONAL @nonsense@
#define VOID @nonsense@
#define TRUE @nonsense@
#define FALSE @nonsense@
#define DELETE @nonsense@
#define STRICT @nonsense@
#define hyper @nonsense@
#define pascal @nonsense@
#define cdecl @nonsense@
#define byte @nonsense@
#define huge @nonsense@
#define rad1 @nonsense@
#define grp1 @nonsense@
#define DOMAIN @nonsense@
#define OVERFLOW @nonsense@
#define UNDERFLOW @nonsense@
#define Always @nonsense@
#define Never @nonsense@
#define Above @nonsense@
#define Below @nonsense@
#define True @nonsense@
#define False @nonsense@
#define Unsorted @nonsense@
#define Complex @nonsense@
#define verify @nonsense@
#define verify_action @nonsense@
#define require_action @nonsense@
#define check_noerr @nonsense@
#define CHECK @nonsense@
#define LOG @nonsense@
#define DCHECK @nonsense@
#define move @nonsense@
#define clear @nonsense@
#define erase @nonsense@
#define box @nonsense@
#define border @nonsense@
#define echo @nonsense@
#define filter @nonsense@
#define timeout @nonsense@
#define scroll @nonsense@
#define refresh @nonsense@
#define index @nonsense@
#define lines @nonsense@
#define columns @nonsense@
#define read @nonsense@
#define write @nonsense@
#define link @nonsense@
#define leave @nonsense@
#define major @nonsense@
#define minor @nonsense@
#define bit @nonsense@
#define word @nonsense@
#define constrain @nonsense@
#define radians @nonsense@
#define degrees @nonsense@
#define sq @nonsense@
#define delay @nonsense@
#define map @nonsense@

#include <lrsched/fill.hpp>
#include <lrsched/combine/retime.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/cursor.hpp>
#include <lrsched/dialect/caffe.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/dialect/deepspeed.hpp>
#include <lrsched/dialect/fairseq.hpp>
#include <lrsched/dialect/fastai.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/llmc.hpp>
#include <lrsched/dialect/megatron.hpp>
#include <lrsched/dialect/mmengine.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/paddle.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/dialect/transformers.hpp>
#include <lrsched/lrsched.hpp>
#include <lrsched/plan/check.hpp>
#include <lrsched/plan/clock.hpp>
#include <lrsched/plan/edit.hpp>
#include <lrsched/plan/outlook.hpp>
#include <lrsched/plan/summary.hpp>
#include <lrsched/plateau.hpp>
#include <lrsched/recipe.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/any/print.hpp>
#include <lrsched/range_test.hpp>
#include <lrsched/schedule.hpp>
#include <lrsched/shape/decay.hpp>
#include <lrsched/shape/points.hpp>
#include <lrsched/shape/ramp.hpp>
#include <lrsched/shape/stairs.hpp>
#include <lrsched/shape/wave.hpp>
#include <lrsched/version.hpp>

#define LRSCHED_TEXT_OF(...) #__VA_ARGS__
#define LRSCHED_TEXT(...) LRSCHED_TEXT_OF(__VA_ARGS__)

static_assert(sizeof LRSCHED_TEXT(near) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(far) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(small) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(min) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(max) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(check) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(require) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(block) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(power) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(wide) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(interface) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(None) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Bool) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Status) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Success) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(I) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(B0) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(PI) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(F) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(abs) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(round) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(IN) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(OUT) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(ERROR) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(OPTIONAL) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(VOID) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(TRUE) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(FALSE) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(DELETE) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(STRICT) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(hyper) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(pascal) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(cdecl) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(byte) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(huge) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(rad1) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(grp1) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(DOMAIN) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(OVERFLOW) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(UNDERFLOW) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Always) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Never) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Above) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Below) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(True) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(False) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Unsorted) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(Complex) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(verify) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(verify_action) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(require_action) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(check_noerr) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(CHECK) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(LOG) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(DCHECK) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(move) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(clear) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(erase) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(box) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(border) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(echo) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(filter) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(timeout) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(scroll) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(refresh) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(index) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(lines) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(columns) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(read) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(write) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(link) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(leave) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(major) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(minor) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(bit) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(word) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(constrain) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(radians) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(degrees) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(sq) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(delay) == sizeof "@nonsense@");
static_assert(sizeof LRSCHED_TEXT(map) == sizeof "@nonsense@");

static_assert(lrsched::cosine({.from = 1, .to = 0, .steps = 4})(2) == 0.5);
