"""A change carried out: journaled, painted, and asked to be saved."""

from collections.abc import Collection, Sequence

from tui.domain.finding import Address
from tui.domain.settings_fields import setting_words
from tui.screen.session import (
    NOT_SAVED,
    Session,
    journal_steps,
    lock_sentence,
    step_obstacle,
)
from tui.screen.verbs import Screen
from tui.steps import following
from tui.store.errors import SaveError
from tui.store.recovery import gone_tables
from tui.store.settled import SETTINGS
from tui.svenska.format import count
from tui.workspace import Change, SettingChange


def do(session: Session, screen: Screen, *step: Change, kept: Collection[Address] = ()) -> None:
    """Carry out changes, save what they touch, and repaint what they changed.

    Printed figures that no longer stand are let go; those ``kept`` are said anew with the step.
    """
    if obstacle := step_obstacle(session, step):
        screen.say(obstacle)
        return
    follow = tuple(following(session.area, step, kept))
    session.do(*step, *follow)
    after_change(session, screen)
    if follow and not session.journal_error:
        what = count(len(follow), "tryckt tal räknas", "tryckta tal räknas")
        screen.say(f"{what} nu ur sina delar, som ändrades. Ctrl+Z ångrar.")


def after_change(session: Session, screen: Screen) -> None:
    """Save what the changes touched, and repaint."""
    error = session.journal_error
    session.look.message = f"{NOT_SAVED}{error}" if error else ""
    save_changed(session)
    screen.paint()


def save_changed(session: Session) -> None:
    """Ask for the files that were changed to be saved, again once their changes are committed."""
    files, session.to_save = dict.fromkeys(session.to_save), ()
    for file in files:
        if file == SETTINGS:
            save_settings(session)
        else:
            document, _, tab = file.partition("/")
            save_file(session, document, tab)


def save_file(session: Session, document: str, tab: str) -> None:
    """Ask for a tab's file (the head's for "") to be saved, as it stands now."""
    nr = session.store.latest_nr()
    head, tables = session.area.document[document], session.area.tables.get((document, tab), ())
    if error := session.journal_error:
        session.to_save = (*session.to_save, f"{document}/{tab}")

    def save() -> None:
        # A file that is ahead of its journal could not be put right after a crash.
        if error:
            raise SaveError(error)
        session.store.before(document, tab, nr)
        if tab:
            gone = gone_tables(session.on_disk.get((document, tab), ()), tables)
            session.store.save_tab(document, tab, tables, gone)
            session.on_disk[(document, tab)] = tables
        else:
            session.store.save_document(head)

    session.saver.save((document, tab), save)


def save_settings(session: Session) -> None:
    """Ask for the settings that have been changed since they were last saved to be saved."""
    nr = session.store.latest_nr()
    changes = dict(session.unsaved_settings)
    if error := session.journal_error:
        session.to_save = (*session.to_save, SETTINGS)

    def save() -> None:
        if error:
            raise SaveError(error)
        left = session.store.save_settings(tuple(changes.values()), nr)
        for serial, change in changes.items():
            if not isinstance(change, SettingChange) or change.name not in left:
                session.unsaved_settings.pop(serial, None)
        if left:
            raise SaveError(_left_sentence(session, left))

    session.saver.save(("", "installningar"), save)


def _left_sentence(session: Session, names: Sequence[str]) -> str:
    called = " och ".join(setting_words(session.area.settings, name)[0] for name in names)
    return f"{called} har ändrats av ett annat program; öppna Inställningar och välj."


def save_again(session: Session, screen: Screen) -> None:
    """Try again what could not be saved; everything else is saved already."""
    if session.obstacle:
        # There is one writer; what is not saved is seen to when the lock is ours again.
        screen.say(lock_sentence(session))
        return
    session.seen.clear()
    if session.unjournaled:
        journal_again(session)
    session.saver.attempt_again()
    error = session.journal_error
    screen.say(f"{NOT_SAVED}{error}" if error else "Allt sparas medan du skriver.")


def journal_again(session: Session) -> None:
    """Commit what could not be, and then save it with what could not be saved before."""
    journal_steps(session)
    if not session.journal_error:
        save_changed(session)


def remember_shown(session: Session) -> None:
    """Remember document and tab for the next start; a failure here loses nothing."""
    document, tab = session.document_id, session.tab
    if session.obstacle:
        return  # there is one writer
    session.saver.save(
        ("installningar", ""),
        lambda: session.store.save_choice(last_document=document, last_tab=tab),
    )
