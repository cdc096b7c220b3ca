// Those of the frame and of the list of contacts, which every first visit fetches; all others are in page-icons.tsx.
import {
  ApiOutlined as ApiIcon,
  ArrowLeftOutlined as ArrowLeftIcon,
  AuditOutlined as AuditIcon,
  BulbOutlined as BulbIcon,
  CaretDownOutlined as CaretDownIcon,
  CaretUpOutlined as CaretUpIcon,
  ControlOutlined as ControlIcon,
  CopyOutlined as CopyIcon,
  DeleteOutlined as DeleteIcon,
  DesktopOutlined as DesktopIcon,
  DisconnectOutlined as DisconnectIcon,
  DownloadOutlined as DownloadIcon,
  EllipsisOutlined as EllipsisIcon,
  FilterOutlined as FilterIcon,
  ImportOutlined as ImportIcon,
  KeyOutlined as KeyIcon,
  LeftOutlined as LeftIcon,
  LockOutlined as LockIcon,
  LogoutOutlined as LogoutIcon,
  MenuOutlined as MenuIcon,
  MoonOutlined as MoonIcon,
  PlusOutlined as PlusIcon,
  RightOutlined as RightIcon,
  SafetyOutlined as SafetyIcon,
  SearchOutlined as SearchIcon,
  SettingOutlined as SettingIcon,
  SolutionOutlined as SolutionIcon,
  SunOutlined as SunIcon,
  TableOutlined as TableIcon,
  TeamOutlined as TeamIcon,
  ThunderboltOutlined as ThunderboltIcon,
  UserOutlined as UserIcon,
} from '@ant-design/icons'
import { decorative, pointing } from './decorative.tsx'

export const ApiOutlined = decorative(ApiIcon)
export const ArrowLeftOutlined = pointing(ArrowLeftIcon)
export const AuditOutlined = decorative(AuditIcon)
export const BulbOutlined = decorative(BulbIcon)
export const CaretDownOutlined = decorative(CaretDownIcon)
export const CaretUpOutlined = decorative(CaretUpIcon)
export const ControlOutlined = decorative(ControlIcon)
export const CopyOutlined = decorative(CopyIcon)
export const DeleteOutlined = decorative(DeleteIcon)
export const DesktopOutlined = decorative(DesktopIcon)
export const DisconnectOutlined = decorative(DisconnectIcon)
export const DownloadOutlined = decorative(DownloadIcon)
export const EllipsisOutlined = decorative(EllipsisIcon)
export const FilterOutlined = decorative(FilterIcon)
export const ImportOutlined = decorative(ImportIcon)
export const KeyOutlined = decorative(KeyIcon)
export const LeftOutlined = pointing(LeftIcon)
export const LogoutOutlined = decorative(LogoutIcon)
export const LockOutlined = decorative(LockIcon)
export const MenuOutlined = decorative(MenuIcon)
export const MoonOutlined = decorative(MoonIcon)
export const PlusOutlined = decorative(PlusIcon)
export const RightOutlined = pointing(RightIcon)
export const SafetyOutlined = decorative(SafetyIcon)
export const SearchOutlined = decorative(SearchIcon)
export const SettingOutlined = decorative(SettingIcon)
export const SolutionOutlined = decorative(SolutionIcon)
export const SunOutlined = decorative(SunIcon)
export const TableOutlined = decorative(TableIcon)
export const TeamOutlined = decorative(TeamIcon)
export const ThunderboltOutlined = decorative(ThunderboltIcon)
export const UserOutlined = decorative(UserIcon)
