/* Each rule as a sentence beside its clause, for whoever signs. */
#ifndef MERIT_REVIEW_READBACK_H
#define MERIT_REVIEW_READBACK_H

#include "interp/review/prose.h"

/* Clause, title and name; then what it says, complete; dates, wording and reading. */
void readback_rule(const Prose *prose, const IrRule *rule);
void readback_item(const Prose *prose, const IrItem *item, const IrVersion *version);
void readback_selection(const Prose *prose, const IrSelection *selection);
void readback_unscored(const Prose *prose, const IrUnscored *unscored);

/* ---- between its files ---- */
void readback_head(const Prose *prose, const Name *name, const Meta *meta);
void readback_tail(const Prose *prose, const Meta *meta);
void readback_effect(const Prose *prose, const IrEffect *effect);
void readback_charge(const Prose *prose, const IrCharge *charge);
void readback_bucket(const Prose *prose, const IrKey *keys, size_t count);

#endif
