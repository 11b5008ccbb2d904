/* Words that the account has in every form. */
#include "interp/report/account.h"

Text account_note_words(AccountNoteKind kind, Language language)
{
    static const Text words[][2] = {
        [NOTE_HOLD] = {TEXT("held"), TEXT("限定")},
        [NOTE_WITHHELD] = {TEXT("withheld"), TEXT("扣发")},
        [NOTE_SET] = {TEXT("set to"), TEXT("改置为")},
        [NOTE_RESTART] = {TEXT("restarted, absorbing"), TEXT("重计，吸收")},
        [NOTE_NOTICE] = {TEXT("notice"), TEXT("提醒")},
        [NOTE_VOID] = {TEXT("not counted"), TEXT("免计")},
        [NOTE_TREATED] = {TEXT("treated as"), TEXT("视为")},
        [NOTE_LAPSED] = {TEXT("lapsed, not on the roster that day"), TEXT("当日不在册，不计")},
    };
    return words[kind][language];
}
