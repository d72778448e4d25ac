/* backup.c - a clinic copied into a new folder and proved there, while others go on writing; and back again. */
#include "clinic/clinic_int.h"
#include "identity/identity.h"

/* The copy, opened as anybody would open it, and held against the head that came with it. */
static bool prove(struct tdm_arena *mem, tdm_str folder, const struct tdm_signed_head *head,
                  struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_store *store;
    struct tdm_verified verified;
    if (!tdm_store_open(mem, tdm_clinic_store_path(mem, folder), TDM_STORE_READ, &store, &problem))
        return tdm_clinic_keep(problems, &problem);
    bool good = tdm_store_verify(mem, store, &verified, problems);
    if (good && !tdm_head_prove(verified.chains, tdm_path_join(mem, folder, TDM_STR("head")), head, &problem))
        good = tdm_clinic_keep(problems, &problem);
    tdm_store_close(store);
    if (!good) tdm_file_remove(mem, tdm_clinic_store_path(mem, folder)); /* nobody takes it for a good one */
    return good;
}

bool tdm_clinic_backup(struct tdm_arena *mem, struct tdm_clinic *clinic, struct tdm_exported *to,
                       struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_signed_head head;
    struct tdm_buf text;
    tdm_buf_init(&text, mem, (size_t)1 << 20);
    /* The head first: what is recorded while the copy is made is in it or not, and the head holds either way. */
    bool good = tdm_clinic_head(mem, clinic, to->now, &head, &problem) && tdm_folder_make(mem, to->folder, &problem) &&
                tdm_store_copy(mem, clinic->store, tdm_clinic_store_path(mem, to->folder), &to->entries, &problem);
    if (!good) return tdm_clinic_keep(problems, &problem);
    tdm_head_write(&text, &head);
    good = tdm_file_write(mem, tdm_path_join(mem, to->folder, TDM_STR("head")), tdm_buf_str(&text), &problem) &&
           tdm_identity_copy(mem, clinic->folder, to->folder, &problem);
    tdm_folder_sync(mem, to->folder);
    return good ? prove(mem, to->folder, &head, problems) : tdm_clinic_keep(problems, &problem);
}

bool tdm_clinic_restore(struct tdm_arena *mem, tdm_str backup, struct tdm_exported *to, struct tdm_problems *problems) {
    struct tdm_problem problem = {0};
    struct tdm_signed_head head;
    struct tdm_clinic *clinic = NULL;
    tdm_str text, path = tdm_path_join(mem, backup, TDM_STR("head"));
    bool good =
        tdm_file_read(mem, path, (size_t)1 << 20, &text, &problem) && tdm_head_read(mem, path, text, &head, &problem) &&
        tdm_clinic_open(mem, backup, TDM_STORE_READ, &clinic, &problem) && tdm_folder_make(mem, to->folder, &problem) &&
        tdm_store_copy(mem, clinic->store, tdm_clinic_store_path(mem, to->folder), &to->entries, &problem) &&
        tdm_identity_copy(mem, backup, to->folder, &problem);
    tdm_clinic_close(clinic);
    if (!good) return tdm_clinic_keep(problems, &problem);
    tdm_folder_sync(mem, to->folder);
    return prove(mem, to->folder, &head, problems);
}
